// Answers as Loki writes them: JSON with Go's escapes, everything else as plain text.
import type { Answer } from "#demo/http/api.ts"

const ESCAPES: Record<string, string> = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029" }

/** A value as Go's encoder writes it. */
export function goJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/g, (char) => ESCAPES[char]!)
}

export function json(value: unknown): Answer {
  return { status: 200, type: "application/json; charset=UTF-8", body: typeof value === "string" ? value : goJson(value) }
}

export function plain(status: number, body: string): Answer {
  return { status, type: "text/plain; charset=utf-8", headers: { "x-content-type-options": "nosniff" }, body }
}
