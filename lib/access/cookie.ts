/** The value of one cookie of a request, as it was sent. */
export function cookieOf(headers: Headers, name: string): string | undefined {
  const parts = (headers.get("cookie") ?? "").split(";").map((part) => part.trim())
  return parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1)
}

export interface CookieOptions {
  path: string
  maxAgeSeconds: number
  secure: boolean
}

/** A Set-Cookie line that scripts and other sites can't use. `value` must be cookie-safe (base64url, digits, dots). */
export function cookieLine(name: string, value: string, { path, maxAgeSeconds, secure }: CookieOptions): string {
  return `${name}=${value}; Path=${path}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`
}
