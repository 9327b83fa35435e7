import { RE2JS } from "re2js"
import { AppError } from "#lib/http/errors.ts"
import type { QueryVariable, VariableOption } from "./variables.ts"

/**
 * Options out of what a source answered: filtered and cut by the variable's regex, without doubles, sorted. A first group in the regex
 * becomes the option; groups named `text` and `value` tell the two apart. The regex is RE2.
 * @throws {AppError} bad_request for a regex that RE2 does not know
 */
export function optionsFrom(answers: string[], { regex, sort = "none" }: Pick<QueryVariable, "regex" | "sort">): VariableOption[] {
  const cut = regex ? cutter(regex) : (answer: string) => [{ value: answer, text: answer }]
  const options = new Map<string, VariableOption>()
  for (const answer of answers) for (const option of cut(answer)) if (!options.has(option.value)) options.set(option.value, option)
  return sorted([...options.values()], sort)
}

function cutter(regex: string): (answer: string) => VariableOption[] {
  const written = /^\/(.*)\/([a-z]*)$/s.exec(regex)
  const source = written?.[1] ?? regex
  const flags = written?.[2] ?? ""
  const pattern = compiled(source, flags.includes("i"))
  const named = pattern.namedGroups()
  return (answer) => {
    const options: VariableOption[] = []
    const matcher = pattern.matcher(answer)
    while (matcher.find()) {
      const group = (name: string) => (Object.hasOwn(named, name) ? (matcher.group(name) ?? undefined) : undefined)
      const first = (matcher.groupCount() > 0 ? matcher.group(1) : answer) ?? answer
      const value = group("value") ?? group("text") ?? first
      options.push({ value, text: group("text") ?? value })
      if (!flags.includes("g")) break
    }
    return options
  }
}

function compiled(source: string, ignoreCase: boolean): RE2JS {
  try {
    return RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
  } catch (cause) {
    throw new AppError("bad_request", "variableRegex", { regex: source.slice(0, 200) }, { cause })
  }
}

const collator = new Intl.Collator("en", { sensitivity: "base", numeric: false })

function sorted(options: VariableOption[], sort: NonNullable<QueryVariable["sort"]>): VariableOption[] {
  switch (sort) {
    case "none":
      return options
    case "alphabetical":
      return options.toSorted((a, b) => collator.compare(a.text, b.text))
    case "alphabetical-desc":
      return options.toSorted((a, b) => collator.compare(b.text, a.text))
    case "numeric":
      return options.toSorted((a, b) => numberIn(a.text) - numberIn(b.text))
    case "numeric-desc":
      return options.toSorted((a, b) => numberIn(b.text) - numberIn(a.text))
  }
}

function numberIn(text: string): number {
  return Number(/-?\d+(\.\d+)?/.exec(text)?.[0] ?? -1)
}
