const SECRET_NAME = /password|secret|token|authorization|cookie|api_?key|private_?key|credential|passphrase/i
const SEALED = /^bs\d+\./
const MAX_TEXT = 2000
const MAX_DEPTH = 8

/** A copy fit for the audit log: whatever is named like a secret or is sealed becomes "[secret]", long texts are cut. Pure. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") {
    if (SEALED.test(value)) return "[secret]"
    return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value
  }
  if (value instanceof Date) return value.toISOString()
  if (typeof value === "bigint") return String(value)
  if (typeof value !== "object" || value === null) return value
  if (depth === MAX_DEPTH) return "[…]"
  if (Array.isArray(value)) return value.slice(0, 1000).map((item) => redact(item, depth + 1))
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(
    entries.map(([name, item]) => [name, SECRET_NAME.test(name) && isSecret(item) ? "[secret]" : redact(item, depth + 1)]),
  )
}

/** Flags ("password changed: true") and absences tell nothing. */
function isSecret(value: unknown): boolean {
  return value !== null && typeof value !== "boolean" && value !== "[secret]"
}
