import "server-only"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { interpolateText } from "#lib/datasource/interpolate.ts"
import type { VariableValue } from "#lib/datasource/kind.ts"
import type { Language } from "#lib/language/language.ts"
import { translator } from "#lib/language/translate.ts"
import { parseDuration } from "#lib/time/duration.ts"
import { parseRange } from "#lib/time/range.ts"
import { zoneOf } from "#lib/time/zone.ts"
import { read } from "./run.ts"
import type { ExploreAnswer, ExploreQuery } from "./schema.ts"
import { cutSentence } from "./words.ts"

/**
 * A query of the reader's own.
 * @throws {AppError} forbidden for those who may not explore; what `read` throws
 */
export async function explore(viewer: Viewer, request: ExploreQuery, language: Language, signal: AbortSignal): Promise<ExploreAnswer> {
  authorise(viewer, "datasource:explore")
  const { ref: _ref, hidden: _hidden, datasourceId: _datasource, ...query } = request.query
  const variables = freeValues(request.variables)
  const minInterval = interpolateText(request.minInterval ?? "", variables)
  const { frames, notices, meta } = await read({
    datasourceId: request.datasourceId,
    query,
    range: parseRange(request.range, Date.now()),
    timezone: zoneOf(request.range.timezone),
    maxDataPoints: request.maxDataPoints,
    minIntervalMs: minInterval ? parseDuration(minInterval) : undefined,
    variables,
    limits: request.limit === undefined ? {} : { lines: request.limit },
    lane: "explore",
    signal,
  })
  const { queriedMs, cached, stepMs, cuts } = meta
  const truncated = cutSentence(cuts, translator(language))
  return { frames, notices, meta: { queriedMs, cached, stepMs, ...(truncated ? { truncated } : {}) } }
}

/** Values that a reader who may write queries gives by hand; a list is a multi-value variable. */
export function freeValues(given: Record<string, string | string[]> = {}): Record<string, VariableValue> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { value, multi: Array.isArray(value) }]))
}
