import { AppError } from "./errors.ts"

export const tenantPattern = /^[A-Za-z0-9!_.*'()-]{1,150}$/
export const headerNamePattern = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/
/** Visible ASCII, blanks and Latin-1; no line ends, so that nobody smuggles a second header. */
// oxlint-disable-next-line no-control-regex
export const headerValuePattern = /^[\t\x20-\x7e\xa0-\xff]{0,8192}$/

/** Names that belong to the connection, or that have a setting of their own whose check must not be passed by. */
const ours = new Set([
  "host",
  "content-length",
  "content-type",
  "content-encoding",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "upgrade",
  "te",
  "trailer",
  "expect",
  "accept-encoding",
  "x-scope-orgid",
])

/** Whether settings may carry a header of this name. */
export function isHeaderAllowed(name: string): boolean {
  const lower = name.toLowerCase()
  return headerNamePattern.test(name) && !ours.has(lower) && !lower.startsWith("proxy-") && !lower.startsWith("sec-")
}

export function isTenant(value: string): boolean {
  return tenantPattern.test(value) && value !== "." && value !== ".."
}

export interface Credentials {
  headers?: Record<string, string>
  tenantId?: string
  basicAuth?: { user: string; password?: string }
  bearerToken?: string
}

/** Headers that only the configured origin may see. @throws {AppError} `bad_request` for a name, value or tenant that could say more than one thing */
export function credentialHeaders(settings: Credentials): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(settings.headers ?? {})) {
    if (!isHeaderAllowed(name)) throw new AppError("bad_request", "headerName", { name: name.slice(0, 60) })
    if (!headerValuePattern.test(value)) throw new AppError("bad_request", "headerValue", { name })
    headers[name.toLowerCase()] = value
  }
  if (settings.tenantId !== undefined) {
    if (!isTenant(settings.tenantId)) throw new AppError("bad_request", "tenantId")
    headers["x-scope-orgid"] = settings.tenantId
  }
  if (settings.bearerToken) {
    if (!headerValuePattern.test(settings.bearerToken)) throw new AppError("bad_request", "headerValue", { name: "Authorization" })
    headers.authorization = `Bearer ${settings.bearerToken}`
  } else if (settings.basicAuth) {
    headers.authorization = `Basic ${Buffer.from(`${settings.basicAuth.user}:${settings.basicAuth.password ?? ""}`).toString("base64")}`
  }
  return headers
}

/**
 * The configured address and a path of ours, never another host.
 * @param path "/api/v1/query"; segments that hold foreign text must already be percent-encoded
 * @throws {AppError} `bad_request`
 */
export function joinUrl(base: string, path: string): URL {
  const root = URL.parse(base)
  if (!root || !/^\/(?!\/)[^\\\s?#]*$/.test(path) || path.split("/").some((part) => /^(\.|%2e){1,2}$/i.test(part)))
    throw new AppError("bad_request", "upstreamPath")
  const prefix = root.pathname.replace(/\/+$/, "")
  const joined = URL.parse(`${root.origin}${prefix}${path}`)
  if (joined?.origin !== root.origin || !joined.pathname.startsWith(`${prefix}/`)) throw new AppError("bad_request", "upstreamPath")
  return joined
}
