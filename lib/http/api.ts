import type { ErrorBody, ErrorCode } from "./errors.ts"

/** What the server said went wrong, in the reader's language. `status` 0: the server was not reached. */
export class ApiError extends Error {
  readonly code: ErrorCode | "network"
  readonly fields: Record<string, string>
  readonly requestId: string
  readonly status: number

  constructor(status: number, body: Partial<Omit<ErrorBody, "code">> & { code?: ErrorCode | "network" }) {
    super(body.message ?? "")
    this.name = "ApiError"
    this.code = body.code ?? "internal"
    this.fields = body.fields ?? {}
    this.requestId = body.requestId ?? ""
    this.status = status
  }
}

export interface CallOptions {
  signal?: AbortSignal
  headers?: Record<string, string>
}

/**
 * The browser's way to `/api`. Every call throws {@link ApiError}; an abort throws the signal's own AbortError.
 * A 204 answers `undefined`.
 */
export const api = {
  get: <T>(path: string, options?: CallOptions) => call<T>("GET", path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: CallOptions) => call<T>("POST", path, body, options),
  put: <T>(path: string, body?: unknown, options?: CallOptions) => call<T>("PUT", path, body, options),
  patch: <T>(path: string, body?: unknown, options?: CallOptions) => call<T>("PATCH", path, body, options),
  delete: <T>(path: string, body?: unknown, options?: CallOptions) => call<T>("DELETE", path, body, options),
  lines,
}

interface LineOptions<Line> extends CallOptions {
  /** A promise holds back the lines after it. */
  onLine: (line: Line) => void | Promise<void>
  /** The answer to the same request, which was sent before; when it failed the request is sent now. */
  sent?: Promise<Response | undefined>
}

/** POSTs and hands over each NDJSON line as it arrives; resolves when the stream ends. */
async function lines<Line>(path: string, body: unknown, options: LineOptions<Line>): Promise<void> {
  const sent = await options.sent
  const response = sent?.ok ? sent : await send("POST", path, body, options)
  if (!response.ok) throw await errorOf(response)
  if (!response.body) return
  // A line of megabytes comes in a hundred chunks: they are joined once, when it is whole.
  let begun: string[] = []
  const tell = async () => {
    const line = begun.join("")
    begun = []
    if (line.trim()) await options.onLine(JSON.parse(line) as Line)
  }
  for await (const text of chunks(response.body)) {
    const [head = "", ...others] = text.split("\n")
    begun.push(head)
    for (const other of others) {
      await tell()
      begun.push(other)
    }
  }
  await tell()
}

async function* chunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield decoder.decode(value, { stream: true })
    }
  } finally {
    reader.releaseLock()
  }
}

async function call<T>(method: string, path: string, body: unknown, options: CallOptions = {}): Promise<T> {
  const response = await send(method, path, body, options)
  if (!response.ok) throw await errorOf(response)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

async function send(method: string, path: string, body: unknown, options: CallOptions): Promise<Response> {
  const json: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" }
  try {
    return await fetch(path, {
      method,
      headers: { accept: "application/json", ...json, ...options.headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: options.signal,
      credentials: "same-origin",
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiError(0, { code: "network" })
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const requestId = response.headers.get("x-request-id") ?? ""
  const text = await response.text().catch(() => "")
  try {
    const body = (JSON.parse(text) as { error?: ErrorBody }).error
    if (body) return new ApiError(response.status, body)
  } catch {
    // Not ours (a proxy's page): the status is all that we know.
  }
  return new ApiError(response.status, { requestId })
}
