import type { VariableValue } from "./kind.ts"
import { formatVariable, quotingFormats, regexOf } from "./variable-format.ts"

/** What a query language calls a string. */
export interface Language {
  /** Characters that open and close a string with backslash escapes. */
  escaped: string
  /** Characters that open and close a string without escapes. */
  verbatim: string
  /** Starts a comment up to the end of the line; "" for none. */
  comment: string
}

export const promLike: Language = { escaped: `"'`, verbatim: "`", comment: "#" }
/** For legends and titles: no strings, no code, every value as it is. */
export const plainText: Language = { escaped: "", verbatim: "", comment: "" }

const NAME = String.raw`[A-Za-z_]\w*`
const variable = new RegExp(String.raw`\$(${NAME})|\$\{(${NAME})(?:\.(\w+))?(?::([^}]*))?\}|\[\[(${NAME})(?::([^\]]*))?\]\]`, "y")
/** Names, numbers, durations and lists of them: what can stand outside a string without ending anything. */
const harmless = /^[\p{L}\p{N}_:.+%-]+(?:\s*,\s*[\p{L}\p{N}_:.+%-]+)*$/u

type Place = { kind: "code" } | { kind: "comment" } | { kind: "string"; quote: string; regex: boolean | undefined }

/**
 * Replaces `$name`, `${name}`, `${name:format}`, `${name.0}` and `[[name]]`; unknown names stay. A value can't leave the place where the
 * query's author put it: inside a string it is escaped for that string, outside one it is a name, a number or a list of these, or else
 * becomes a string of its own. Only the author's own `:raw` and a variable's `raw` text go in as they are.
 * Values of a multi variable are escaped as a regex, unless the string is compared with `=` or `!=` and there is one.
 */
export function interpolateText(text: string, values: Record<string, VariableValue>, language: Language = promLike): string {
  let result = ""
  let place: Place = { kind: "code" }
  for (let at = 0; at < text.length;) {
    variable.lastIndex = at
    const found = variable.exec(text)
    const name = found?.[1] ?? found?.[2] ?? found?.[5]
    if (found && name !== undefined && Object.hasOwn(values, name)) {
      result += written(values[name]!, name, found[3], found[4] ?? found[6], place, language)
      at += found[0].length
      continue
    }
    const length = place.kind === "string" && text[at] === "\\" && language.escaped.includes(place.quote) ? 2 : 1
    if (length === 1) place = moved(place, text, at, language)
    result += text.slice(at, at + length)
    at += length
  }
  return result
}

/** Where the text behind position `at` stands. */
function moved(place: Place, text: string, at: number, { escaped, verbatim, comment }: Language): Place {
  const char = text[at]!
  if (place.kind === "string") return char === place.quote ? { kind: "code" } : place
  if (place.kind === "comment") return char === "\n" ? { kind: "code" } : place
  if (escaped.includes(char) || verbatim.includes(char))
    return { kind: "string", quote: char, regex: isRegex(text.slice(Math.max(0, at - 20), at)) }
  return char === comment ? { kind: "comment" } : place
}

/** Whether the operator in front of a string compares with a regex; undefined when no operator stands there. */
function isRegex(before: string): boolean | undefined {
  const operator = /(=~|!~|\|~|!=|\|=|=)\s*$/.exec(before)?.[1]
  return operator === undefined ? undefined : operator.endsWith("~")
}

function written(
  value: VariableValue,
  name: string,
  part: string | undefined,
  format: string | undefined,
  place: Place,
  language: Language,
): string {
  if (value.raw !== undefined && format === undefined) return value.raw
  const all = [value.value].flat()
  const chosen = part !== undefined && /^\d+$/.test(part) ? all.slice(Number(part), Number(part) + 1) : all
  if (format === "raw") return formatVariable(chosen, "raw", name)
  if (place.kind === "string")
    return quoted(
      format === undefined ? plain(chosen, value.multi, place.regex) : formatVariable(chosen, format, name),
      place.quote,
      language,
    )
  if (place.kind === "comment") return formatVariable(chosen, format ?? "csv", name).replace(/[\r\n\u2028\u2029]+/g, " ")
  if (format !== undefined && quotingFormats.has(format)) return chosen.map((one) => `"${quoted(one, '"', language)}"`).join(",")
  const text = formatVariable(chosen, format ?? "csv", name)
  if (language === plainText) return text
  return text === "" || harmless.test(text) ? text : `"${quoted(text, '"', language)}"`
}

function plain(values: string[], multi: boolean, regex: boolean | undefined): string {
  if (values.length > 1) return regexOf(values)
  return multi && regex !== false ? regexOf(values) : (values[0] ?? "")
}

const short: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" }

/** A text as it has to stand between two quotes of one kind. */
function quoted(text: string, quote: string, language: Language): string {
  // A verbatim string has no way to say its own quote.
  if (language.verbatim.includes(quote)) return text.replaceAll(quote, "")
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\\"'\u0000-\u001f\u007f]/g, (char) => {
    if (char === '"' || char === "'") return char === quote ? `\\${char}` : char
    return short[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`
  })
}
