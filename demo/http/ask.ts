import type { Answer, Api, Call } from "./api.ts"

/** Asks an API as a client would, without a socket: `/api/search?q={}`. */
export async function ask(api: Api, url: string, nowMs: number, headers: Call["headers"] = {}): Promise<Answer> {
  const { pathname, searchParams } = new URL(url, "http://demo")
  const path = pathname.split("/").filter(Boolean).map(decodeURIComponent)
  return api({ method: "GET", path, params: new URLSearchParams(searchParams), headers, nowMs })
}
