import { z } from "zod"
import { ask, type Asker } from "./ask.ts"

const BuildInfo = z.object({ version: z.string() })
const KEPT_MS = 600_000
const MAX_KEPT = 200
const known = new Map<string, { version: string | undefined; until: number }>()

/** The server's version ("3.0.3"), asked for at most every ten minutes; undefined when it doesn't tell. */
export async function versionOf(from: Asker, nowMs: number): Promise<string | undefined> {
  const kept = known.get(from.source.host)
  if (kept && kept.until > nowMs) return kept.version
  const version = await ask.document(from, "/api/status/buildinfo", {}, BuildInfo).then(
    (info) => info.version,
    () => undefined,
  )
  from.signal.throwIfAborted()
  if (known.size >= MAX_KEPT) known.clear()
  known.set(from.source.host, { version, until: nowMs + KEPT_MS })
  return version
}

/** Whether a server of this version knows `with (most_recent=true)`. */
export function knowsMostRecent(version: string | undefined): boolean {
  const [, major = 0, minor = 0] = /^v?(\d+)\.(\d+)/.exec(version ?? "")?.map(Number) ?? []
  return major > 2 || (major === 2 && minor >= 8)
}
