import "server-only"
import { can } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { framesFor } from "#lib/dashboard/frames-for.ts"
import type { Language } from "#lib/language/language.ts"
import { translator } from "#lib/language/translate.ts"
import { read } from "#lib/query/run.ts"
import type { ExploreAnswer } from "#lib/query/schema.ts"
import { cutSentence } from "#lib/query/words.ts"
import { getMeasured } from "./store.ts"

/** As wide as a chart is on a large screen. */
const POINTS = 600

/**
 * The series of what the incident's rule measures, over the incident's time. The query is the saved one, so that readers who may not
 * write queries see it too; what the source says about it stays with those who may.
 * @throws {AppError} not_found; what `read` throws
 */
export async function readBreach(
  viewer: Viewer,
  id: string,
  { language, nowMs, signal }: { language: Language; nowMs: number; signal: AbortSignal },
): Promise<ExploreAnswer> {
  const { datasourceId, query, range } = await getMeasured(viewer, id, nowMs)
  // A rule looks at one moment, a chart at all of them.
  const answer = await read({ datasourceId, query: { ...query, mode: "range" }, range, maxDataPoints: POINTS, lane: "panel", signal })
  const details = can(viewer, "datasource:explore")
  const { queriedMs, cached, stepMs, cuts } = answer.meta
  const truncated = cutSentence(cuts, translator(language))
  return {
    frames: framesFor({ frames: answer.frames, ref: "A", query, details }),
    notices: details ? answer.notices : [],
    meta: { queriedMs, cached, stepMs, ...(truncated ? { truncated } : {}) },
  }
}
