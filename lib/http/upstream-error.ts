import type { Refusal } from "./address.ts"
import { RefusedTarget } from "./connector.ts"
import { AppError } from "./errors.ts"

/** The chain of causes, outermost first; a connection tried on several addresses counts by its last one. */
function chain(error: unknown): NodeJS.ErrnoException[] {
  const found: NodeJS.ErrnoException[] = []
  for (let at = error; at instanceof Error && found.length < 10;) {
    found.push(at)
    at = at.cause ?? (at instanceof AggregateError ? at.errors.at(-1) : undefined)
  }
  return found
}

const byCode: Record<string, [code: "upstream_error" | "upstream_timeout", key: string]> = {
  ECONNREFUSED: ["upstream_error", "upstreamRefused"],
  ENOTFOUND: ["upstream_error", "upstreamNameUnknown"],
  EAI_AGAIN: ["upstream_error", "upstreamNameUnknown"],
  EHOSTUNREACH: ["upstream_error", "upstreamUnreachable"],
  ENETUNREACH: ["upstream_error", "upstreamUnreachable"],
  ETIMEDOUT: ["upstream_timeout", "upstreamConnectTimeout"],
  UND_ERR_CONNECT_TIMEOUT: ["upstream_timeout", "upstreamConnectTimeout"],
  UND_ERR_HEADERS_TIMEOUT: ["upstream_timeout", "upstreamSlow"],
  UND_ERR_BODY_TIMEOUT: ["upstream_timeout", "upstreamSlow"],
  UND_ERR_HEADERS_OVERFLOW: ["upstream_error", "upstreamHeaders"],
  HPE_HEADER_OVERFLOW: ["upstream_error", "upstreamHeaders"],
  ECONNRESET: ["upstream_error", "upstreamClosed"],
  EPIPE: ["upstream_error", "upstreamClosed"],
  UND_ERR_SOCKET: ["upstream_error", "upstreamClosed"],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ["upstream_error", "upstreamClosed"],
}

/**
 * What went wrong on the way, as an AppError with the host in it.
 * @param host as the user wrote it, with its port
 */
export function upstreamError(error: unknown, host: string): AppError {
  const causes = chain(error)
  for (const cause of causes) {
    if (cause instanceof AppError) return cause
    if (cause instanceof RefusedTarget) return refusedTarget(cause.refusal, host, error)
    const known = cause.code ? byCode[cause.code] : undefined
    if (known) return new AppError(known[0], known[1], { host }, { cause: error })
    if (isTls(cause)) return new AppError("upstream_error", "upstreamTls", { host, reason: cause.message.slice(0, 200) }, { cause: error })
    if (cause.code?.startsWith("HPE_") || cause.name === "HTTPParserError")
      return new AppError("upstream_error", "upstreamNotHttp", { host }, { cause: error })
  }
  return new AppError(
    "upstream_error",
    "upstreamFailed",
    { host, reason: (causes.at(-1)?.message ?? String(error)).slice(0, 200) },
    { cause: error },
  )
}

/** A target that policy forbids: the writer's mistake, not the server's. */
export function refusedTarget(refusal: Refusal, host: string, cause?: unknown): AppError {
  const key = {
    scheme: "targetScheme",
    port: "targetPort",
    credentials: "targetCredentials",
    name: "targetName",
    metadata: "targetNever",
    private: "targetPrivate",
    special: "targetNever",
  }[refusal]
  return new AppError("bad_request", key, { host }, { cause })
}

function isTls(error: NodeJS.ErrnoException): boolean {
  return /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|ERR_OSSL|HOSTNAME_MISMATCH)/.test(error.code ?? "")
}
