export interface HeaderNeeds {
  /** "asset": what never runs as a document of its own; its workers must not inherit a policy. */
  kind: "page" | "api" | "asset"
  https: boolean
  /** Of this very answer; pages only. */
  nonce?: string
  /** Who may show the page in a frame; nobody by default. */
  frameAncestors?: string[]
  /** The development server evaluates code and talks over a web socket. */
  development?: boolean
}

const PERMISSIONS = ["accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb"]

/** The security headers of one answer, names in lower case. Pure. */
export function securityHeaders(needs: HeaderNeeds): Record<string, string> {
  const framed = (needs.frameAncestors?.length ?? 0) > 0
  return {
    "content-security-policy": contentPolicy(needs),
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": PERMISSIONS.map((name) => `${name}=()`).join(", "),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    ...(framed ? {} : { "x-frame-options": "DENY" }),
    ...(needs.https ? { "strict-transport-security": "max-age=31536000" } : {}),
  }
}

function contentPolicy({ kind, nonce, frameAncestors = [], development }: HeaderNeeds): string {
  const ancestors = `frame-ancestors ${frameAncestors.length > 0 ? frameAncestors.join(" ") : "'none'"}`
  if (kind === "asset") return ancestors
  if (kind === "api") return `default-src 'none'; ${ancestors}`
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // Beside a nonce 'unsafe-inline' counts for nothing, and the development overlay's styles have none.
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self'${development ? " ws: wss:" : ""}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    ancestors,
  ].join("; ")
}
