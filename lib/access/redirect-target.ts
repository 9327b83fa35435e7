/** Request header by which a page learns its own path and query; set by proxy.ts, whatever the client sent. */
export const pathHeader = "x-bongsu-path"

const ANY_ORIGIN = "http://bongsu.invalid"

/**
 * Where to go after signing in: a path of our own, else "/". Anything a browser could read as another origin ("//evil", "/\evil",
 * "https:evil", encoded separators, control characters) is not a path.
 */
export function redirectTarget(asked: string | string[] | null | undefined): string {
  if (typeof asked !== "string" || asked.length > 2000) return "/"
  if (!/^\/(?![/\\])/.test(asked) || /[\\\p{Cc}]/u.test(asked)) return "/"
  if (/^\/*(?:%2f|%5c)/i.test(asked) || !URL.canParse(asked, ANY_ORIGIN)) return "/"
  const { origin, pathname, search, hash } = new URL(asked, ANY_ORIGIN)
  if (origin !== ANY_ORIGIN || pathname.startsWith("//") || /^\/(?:api|login|setup)(?:\/|$)/.test(pathname)) return "/"
  return pathname + search + hash
}
