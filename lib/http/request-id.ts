import { randomBytes } from "node:crypto"

export const requestIdHeader = "x-request-id"

/** The caller's own request id when it is harmless in logs, else a new one of 16 characters. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get(requestIdHeader)
  return given && /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : randomBytes(12).toString("base64url")
}
