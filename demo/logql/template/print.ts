// How Go prints a value.
import type { Value } from "./functions.ts"

/** As fmt.Sprint. */
export function printed(value: Value | undefined): string {
  if (value === null || value === undefined) return "<no value>"
  if (value instanceof Date)
    return `${value
      .toISOString()
      .replace("T", " ")
      .replace(/\.000Z$|Z$/, "")} +0000 UTC`
  if (Array.isArray(value)) return `[${value.map((item) => printed(item)).join(" ")}]`
  if (typeof value === "object") {
    const pairs = Object.keys(value)
      .toSorted()
      .map((key) => `${key}:${printed(value[key])}`)
    return `map[${pairs.join(" ")}]`
  }
  return String(value)
}

/** A query must not fill the memory. */
const WIDEST = 1000

/** As fmt.Sprintf, for the verbs that a label can need. */
export function formatted(format: string, values: Value[]): string {
  let index = 0
  const text = format.replaceAll(
    /%([-+ 0#]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g,
    (all, flags: string, width?: string, precision?: string, verb?: string) => {
      if (verb === "%") return "%"
      if (index >= values.length) return `%!${verb}(MISSING)`
      const body = verbed(verb!, values[index++]!, precision === undefined ? undefined : Number(precision), all)
      const signed = flags.includes("+") && /^\d/.test(body) ? `+${body}` : body
      const columns = Math.min(Number(width ?? 0), WIDEST)
      if (flags.includes("-")) return signed.padEnd(columns)
      return signed.padStart(columns, flags.includes("0") ? "0" : " ")
    },
  )
  return index < values.length
    ? `${text}%!(EXTRA ${values
        .slice(index)
        .map((value) => `${typeName(value)}=${printed(value)}`)
        .join(", ")})`
    : text
}

const typeName = (value: Value) =>
  typeof value === "number" ? (Number.isInteger(value) ? "int" : "float64") : typeof value === "boolean" ? "bool" : "string"

function verbed(verb: string, value: Value, precision: number | undefined, all: string): string {
  if (verb === "s" || verb === "v") return precision === undefined ? printed(value) : printed(value).slice(0, precision)
  if (verb === "q") return JSON.stringify(printed(value))
  if (verb === "t" && typeof value === "boolean") return String(value)
  if (typeof value === "number") {
    if (verb === "d") return Math.trunc(value).toString()
    if (verb === "f" || verb === "F") return value.toFixed(precision ?? 6)
    if (verb === "x") return Math.trunc(value).toString(16)
    if (verb === "e") return value.toExponential(precision ?? 6).replace(/e([+-])(\d)$/, "e$10$2")
    if (verb === "g") return precision === undefined ? String(value) : String(Number(value.toPrecision(precision)))
  }
  if (verb === "x") return Buffer.from(printed(value)).toString("hex")
  return `%!${all.at(-1)}(${typeName(value)}=${printed(value)})`
}
