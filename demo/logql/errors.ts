// What a Loki query can fail with: the status and the words of the real server.

/** An answer that is not data; `message` is the whole body. */
export class LogqlError extends Error {
  readonly status: number
  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}

/** A fault that has no place in the text. */
export function parseError(message: string): LogqlError {
  return new LogqlError(`parse error : ${message}`)
}

/** A stage that is well written but can't be built, e.g. of a regular expression that is not one. */
export function stageError(stage: string, cause: unknown): LogqlError {
  return parseError(`stage '${stage}' : ${cause instanceof Error ? cause.message : String(cause)}`)
}
