// Go's string literals.

const ESCAPES: Record<string, string> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\", "'": "'", '"': '"' }

/** The text of a literal in double quotes or backticks; undefined when an escape is not one. */
export function unquote(literal: string): string | undefined {
  const body = literal.slice(1, -1)
  if (literal.startsWith("`")) return body.replaceAll("\r", "")
  if (!body.includes("\\")) return body
  let bad = false
  const text = body.replaceAll(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|([\s\S]?))/g,
    (_all, x?: string, u?: string, long?: string, octal?: string, plain?: string) => {
      const hex = x ?? u ?? long
      const code = hex ? Number.parseInt(hex, 16) : octal ? Number.parseInt(octal, 8) : undefined
      if (code !== undefined && code <= 0x10_ff_ff) return String.fromCodePoint(code)
      const known = plain === undefined ? undefined : ESCAPES[plain]
      if (known === undefined) bad = true
      return known ?? ""
    },
  )
  return bad ? undefined : text
}

/** As Go's %q. */
export function quote(text: string): string {
  return JSON.stringify(text)
    .replaceAll("\\u0007", "\\a")
    .replaceAll("\\u000b", "\\v")
    .replaceAll(/\\u00([0-1][\da-f])/g, "\\x$1")
}
