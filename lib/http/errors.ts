/** The closed set of what can go wrong, and its one map to HTTP. */
export const errorStatus = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  internal: 500,
  upstream_error: 502,
  unavailable: 503,
  upstream_timeout: 504,
} as const

export type ErrorCode = keyof typeof errorStatus

export type ErrorParams = Record<string, string | number>

/** What a client reads: `{error: ErrorBody}`. */
export interface ErrorBody {
  code: ErrorCode
  message: string
  /** Field path ("settings.url") to message. */
  fields?: Record<string, string>
  requestId: string
}

/**
 * The only error that carries words to a user. `key` names a sentence under `errors` of the catalogue (what failed — why — what to do),
 * rendered in the reader's language at the edge; `params` fill it. Anything else that is thrown becomes `internal` and stays in the log.
 * @param options.safeForViewer false (default) when params hold text of the upstream or of our configuration: viewers then get the code's general sentence.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly key: string
  readonly params: ErrorParams
  readonly fields: Record<string, string> | undefined
  readonly safeForViewer: boolean
  readonly retryAfterMs: number | undefined

  constructor(
    code: ErrorCode,
    key: string,
    params: ErrorParams = {},
    options: { cause?: unknown; fields?: Record<string, string>; safeForViewer?: boolean; retryAfterMs?: number } = {},
  ) {
    super(`${key} ${JSON.stringify(params)}`, { cause: options.cause })
    this.name = "AppError"
    this.code = code
    this.key = key
    this.params = params
    this.fields = options.fields
    this.safeForViewer = options.safeForViewer ?? false
    this.retryAfterMs = options.retryAfterMs
  }
}
