import { randomBytes } from "node:crypto"
import { type NextRequest, NextResponse } from "next/server"
import { pathHeader } from "#lib/access/redirect-target.ts"
import { env } from "#lib/env.ts"
import { securityHeaders } from "#lib/http/security-headers.ts"
import { frameAncestorsOf } from "#lib/share/frame-ancestors.ts"

/**
 * Puts the security headers on every answer and gives pages their nonce. Decides nothing about who may see what: the data layer does.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl
  const kind = kindOf(pathname)
  const https = env().publicUrl.startsWith("https:")
  const sent = new Headers(request.headers)
  sent.set(pathHeader, pathname + search)
  sent.delete("x-nonce")
  sent.delete("content-security-policy")
  const token = /^\/share\/([^/]+)/.exec(pathname)?.[1]
  const nonce = kind === "page" ? randomBytes(16).toString("base64") : undefined
  const frameAncestors = token === undefined || kind !== "page" ? [] : await frameAncestorsOf(token)
  const headers = securityHeaders({ kind, https, nonce, frameAncestors, development: env().nodeEnv === "development" })
  if (nonce !== undefined) {
    sent.set("x-nonce", nonce)
    sent.set("content-security-policy", headers["content-security-policy"] ?? "")
  }
  const answer = NextResponse.next({ request: { headers: sent } })
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
  if (token !== undefined) answer.headers.set("x-robots-tag", "noindex, nofollow")
  return answer
}

// What the web server (bin/web-server.ts) gives its headers by itself is not worth a round through here.
export const config = { matcher: ["/((?!api/|metrics$|_next/static/).*)"] }

function kindOf(pathname: string): "page" | "api" | "asset" {
  if (pathname.startsWith("/api/") || pathname === "/metrics") return "api"
  return pathname.startsWith("/_next/static/") ? "asset" : "page"
}
