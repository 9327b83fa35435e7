// label_replace and label_join.
import { type RE2JS, RE2JS as Pattern } from "re2js"
import type { Call } from "../ast.ts"
import { type Column, vector, type VectorValue } from "../columns.ts"
import type { Context } from "../context.ts"
import { cannot } from "../errors.ts"
import { labelsOf, merged, valueOf } from "../labels.ts"
import type { Labels } from "../storage.ts"
import { stringArg } from "./scalar-arg.ts"

function withLabel(labels: Labels, name: string, value: string): Labels {
  return labelsOf(Object.entries({ ...labels, [name]: value }))
}

/** Go's `Expand`: `$1`, `$name` (the longest word), `${name}`, `$$`. */
function expanded(template: string, group: (name: string) => string): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, word?: string) => {
    const name = braced ?? word
    return name === undefined ? "$" : group(name) || (whole && "")
  })
}

function compiled(source: string): RE2JS {
  try {
    return Pattern.compile(source, Pattern.DOTALL)
  } catch {
    throw cannot(`invalid regular expression in label_replace(): ${source}`)
  }
}

function replaced(value: string, pattern: RE2JS, template: string): string | undefined {
  const matcher = pattern.matcher(value)
  if (!matcher.matches()) return undefined
  return expanded(template, (name) => {
    const group = /^\d+$/.test(name) ? Number(name) : pattern.namedGroups()[name]
    return group === undefined || group > matcher.groupCount() ? "" : (matcher.group(group) ?? "")
  })
}

export function labelReplace(call: Call, columns: Column[], context: Context): VectorValue {
  const [name = "", template = "", from = "", source = ""] = call.args.slice(1).map((arg) => stringArg(arg, context))
  const pattern = compiled(source)
  if (!name) throw cannot(`invalid destination label name in label_replace(): ${name}`)
  for (const column of columns) {
    const value = replaced(valueOf(column.labels, from), pattern, template)
    if (value !== undefined) column.labels = withLabel(column.labels, name, value)
  }
  return vector(merged(columns))
}

export function labelJoin(call: Call, columns: Column[], context: Context): VectorValue {
  const [name = "", separator = "", ...from] = call.args.slice(1).map((arg) => stringArg(arg, context))
  if (!name) throw cannot(`invalid destination label name in label_join(): ${name}`)
  if (from.some((label) => !label)) throw cannot("invalid source label name in label_join(): ")
  for (const column of columns)
    column.labels = withLabel(column.labels, name, from.map((label) => valueOf(column.labels, label)).join(separator))
  return vector(merged(columns))
}
