import { AppError } from "./errors.ts"

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"]

/**
 * Whether a browser sent this from a page of ours. `Sec-Fetch-Site` can't be set by scripts and is believed first; without it the
 * `Origin` must be the public address or the host that was asked. Neither header: not a browser, so no cookie can be abused.
 */
export function isSameOrigin(headers: Headers, publicUrl: string): boolean {
  const site = headers.get("sec-fetch-site")
  if (site) return site === "same-origin" || site === "none"
  const origin = headers.get("origin")
  if (origin === null) return true
  if (!URL.canParse(origin)) return false
  const { origin: sender, host } = new URL(origin)
  return sender === new URL(publicUrl).origin || host === headers.get("host")
}

/**
 * Refuses a state-changing request that another site made a browser send. A bearer token is never sent by a browser by itself.
 * @throws AppError forbidden
 */
export function refuseForeignOrigin(request: Request, publicUrl: string): void {
  if (SAFE_METHODS.includes(request.method) || request.headers.has("authorization")) return
  if (!isSameOrigin(request.headers, publicUrl)) {
    throw new AppError("forbidden", "foreignOrigin", {}, { safeForViewer: true })
  }
}
