import type { Frame } from "#lib/frame/frame.ts"
import { decodeFrames } from "#lib/frame/wire.ts"
import { api } from "#lib/http/api.ts"
import type { ExploreAnswer } from "#lib/query/schema.ts"
import { parseRange, type Range } from "#lib/time/range.ts"
import { splitFrames } from "./split-frames.ts"

export interface ExploreResult {
  groups: Frame[][]
  notices: string[]
  meta: ExploreAnswer["meta"]
  /** What "now-1h" was when it was asked. */
  range: Range
}

/** One read of a query; relative ranges are pinned, so that what is drawn is what was asked. */
export async function runQuery(
  {
    datasourceId,
    query,
    range,
    limit,
  }: { datasourceId: string; query: Record<string, unknown>; range: { from: string; to: string; timezone: string }; limit: number },
  signal: AbortSignal,
): Promise<ExploreResult> {
  const pinned = parseRange(range, Date.now(), range.timezone)
  const body = {
    datasourceId,
    query,
    range: { from: pinned.fromMs, to: pinned.toMs, timezone: range.timezone },
    limit,
    maxDataPoints: points(),
  }
  const answer = await api.post<ExploreAnswer>("/api/explore/query", body, { signal })
  return { groups: splitFrames(decodeFrames(answer.frames)), notices: answer.notices, meta: answer.meta, range: pinned }
}

function points(): number {
  return Math.min(2000, Math.max(200, Math.floor(window.innerWidth * 0.9)))
}
