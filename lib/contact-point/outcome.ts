import { AppError } from "#lib/http/errors.ts"

/** Failures before a request could have left. */
const NOT_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
])

function* causes(error: unknown): Generator<Error> {
  for (let at = error, depth = 0; at instanceof Error && depth < 10; at = at.cause, depth++) yield at
}

/** Whether a request that failed may have been accepted all the same: then another try may be a repeat. */
export function mayHaveArrived(error: unknown): boolean {
  for (const cause of causes(error)) {
    if (NOT_SENT.has(String((cause as NodeJS.ErrnoException).code))) return false
    if (cause instanceof AppError && (cause.code === "bad_request" || cause.key === "upstreamTls")) return false
  }
  return true
}

/** What happened, for the delivery log: the vendor's words, or a sentence of ours as `problemText` reads it. */
export function reasonOf(error: unknown): string {
  const chain = [...causes(error)]
  const known = chain.find((cause): cause is AppError => cause instanceof AppError)
  if (known) return JSON.stringify({ key: known.key, params: known.params })
  return chain.at(-1)?.message ?? "unknown"
}
