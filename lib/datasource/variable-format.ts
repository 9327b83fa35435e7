/** How a variable's values are written when the query names a format: `${name:format}`. */

const escapeWith = (text: string, pattern: RegExp) => text.replace(pattern, String.raw`\$&`)

/** Escapes what RE2 reads as an operator. */
export function escapeRegex(text: string): string {
  return escapeWith(text, /[\\^$.|?*+()[\]{}]/g)
}

/** "a|b" in parentheses when there are several. */
export function regexOf(values: string[]): string {
  const escaped = values.map(escapeRegex)
  return escaped.length === 1 ? escaped[0]! : `(${escaped.join("|")})`
}

const glob = (values: string[]) => (values.length > 1 ? `{${values.join(",")}}` : (values[0] ?? ""))
const strictEncode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
const lucene = (text: string) => `"${escapeWith(text, /["\\]/g)}"`
const html = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

type Format = (values: string[], name: string, argument: string) => string

const formats: Record<string, Format> = {
  regex: regexOf,
  pipe: (values) => values.join("|"),
  csv: (values) => values.join(","),
  raw: (values) => values.join(","),
  glob,
  json: (values) => (values.length === 1 ? values[0]! : JSON.stringify(values)),
  singlequote: (values) => values.map((value) => `'${escapeWith(value, /['\\]/g)}'`).join(","),
  doublequote: (values) => values.map((value) => `"${escapeWith(value, /["\\]/g)}"`).join(","),
  sqlstring: (values) => values.map((value) => `'${value.replaceAll("'", "''")}'`).join(","),
  distributed: (values, name) => values.map((value, at) => (at === 0 ? value : `${name}=${value}`)).join(","),
  lucene: (values) =>
    values.length === 0
      ? "__empty__"
      : values.length === 1
        ? escapeWith(values[0]!, /[+\-=&|><!(){}[\]^"~*?:\\/ ]/g)
        : `(${values.map(lucene).join(" OR ")})`,
  percentencode: (values) => strictEncode(glob(values)),
  uriencode: (values) => encodeURI(glob(values)),
  queryparam: (values, name) => values.map((value) => `var-${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&"),
  customqueryparam: (values, name, argument) => {
    const [key = "", prefix = ""] = argument.split(":")
    return values.map((value) => `${encodeURIComponent(key || name)}=${encodeURIComponent(prefix + value)}`).join("&")
  },
  join: (values, _, argument) => values.join(argument || ","),
  text: (values) => values.join(" + "),
  html: (values) => html(values.join(", ")),
  date: (values, _, argument) => dateOf(values[0] ?? "", argument),
}

/** Formats whose text is one or more literals by itself. */
export const quotingFormats: ReadonlySet<string> = new Set(["singlequote", "doublequote", "sqlstring"])

/**
 * @param format "csv", "join:&", "date:seconds"; an unknown one counts as glob
 */
export function formatVariable(values: string[], format: string, name: string): string {
  const [kind = "", ...rest] = format.split(":")
  const write = Object.hasOwn(formats, kind) ? formats[kind]! : glob
  return write(values, name, rest.join(":"))
}

function dateOf(epochMs: string, format: string): string {
  const date = new Date(Number(epochMs))
  if (Number.isNaN(date.getTime())) return epochMs
  if (format === "seconds") return String(Math.floor(date.getTime() / 1000))
  if (format === "ms") return String(date.getTime())
  const iso = date.toISOString()
  if (format === "" || format === "iso") return iso
  const parts: Record<string, string> = {
    YYYY: iso.slice(0, 4),
    MM: iso.slice(5, 7),
    DD: iso.slice(8, 10),
    HH: iso.slice(11, 13),
    mm: iso.slice(14, 16),
    ss: iso.slice(17, 19),
  }
  return format.replace(/YYYY|MM|DD|HH|mm|ss/g, (part) => parts[part] ?? part)
}
