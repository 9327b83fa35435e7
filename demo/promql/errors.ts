// What a query can fail with, worded as Prometheus words it.

/** The `errorType` of an answer; the HTTP layer gives each its status. */
export type PromqlErrorType = "bad_data" | "execution"

export class PromqlError extends Error {
  readonly type: PromqlErrorType

  constructor(type: PromqlErrorType, message: string) {
    super(message)
    this.name = "PromqlError"
    this.type = type
  }
}

/** "1:5": line and column of a place in the query, in bytes as Prometheus counts them. */
export function place(query: string, at: number): string {
  if (!query) return "unknown position"
  const before = query.slice(0, at)
  const line = before.split("\n").length
  return `${line}:${Buffer.byteLength(before.slice(before.lastIndexOf("\n") + 1)) + 1}`
}

/** The query can't be read, or makes no sense. */
export class ParseError extends PromqlError {
  constructor(query: string, at: number, reason: string) {
    super("bad_data", `${place(query, at)}: parse error: ${reason}`)
  }
}

/** The query is sound, but these samples can't answer it. */
export const cannot = (message: string) => new PromqlError("execution", message)

/** A string as Go's %q shows it. */
export const quoted = (text: string) => JSON.stringify(text)
