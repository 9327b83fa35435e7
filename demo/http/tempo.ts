// Tempo 3's HTTP API over a trace store.
import { QueryError } from "#demo/traceql/tokens.ts"
import type { TraceStore } from "#demo/traceql/trace-store.ts"
import type { Answer, Api, Call } from "./api.ts"
import { queryInstant, queryRange } from "./tempo/metrics.ts"
import { BadRequest, json, plain, TEMPO_LIMITS, type TempoLimits } from "./tempo/params.ts"
import { search } from "./tempo/search.ts"
import { tagsV1, tagsV2, tagValuesV1, tagValuesV2 } from "./tempo/tags.ts"
import { traceV1, traceV2 } from "./tempo/trace.ts"

/** The version whose answers these are: clients turn features on by it. */
const BUILD = { version: "3.0.3", revision: "demo", branch: "demo", buildUser: "", buildDate: "", goVersion: "" }

/** The API; `limits` as in the real server's configuration. */
export function tempoApi(store: TraceStore, limits: TempoLimits = TEMPO_LIMITS): Api {
  return (call) => {
    try {
      return answer(store, call, limits)
    } catch (error) {
      if (error instanceof BadRequest || error instanceof QueryError) return plain(400, error.message)
      throw error
    }
  }
}

function answer(store: TraceStore, call: Call, limits: TempoLimits): Answer {
  const path = call.path.join("/")
  switch (path) {
    case "ready":
      return plain(200, "ready\n")
    case "api/echo":
      return plain(200, "echo\n")
    case "api/status/buildinfo":
      return json(BUILD)
    case "api/search":
      return search(store, call, limits)
    case "api/search/tags":
      return tagsV1(store, call, limits)
    case "api/v2/search/tags":
      return tagsV2(store, call, limits)
    case "api/metrics/query_range":
      return queryRange(store, call, limits)
    case "api/metrics/query":
      return queryInstant(store, call, limits)
  }
  return named(store, call, limits) ?? plain(404, "404 page not found\n")
}

/** Paths with a name in them. */
function named(store: TraceStore, call: Call, limits: TempoLimits): Answer | undefined {
  const isV2 = call.path[1] === "v2"
  const [first, what, name, last, ...rest] = isV2 ? call.path.toSpliced(1, 1) : call.path
  if (first !== "api") return undefined
  if (what === "traces" && name !== undefined && last === undefined) return (isV2 ? traceV2 : traceV1)(store, call, name)
  if (what !== "search" || name !== "tag" || last === undefined || rest.length !== 1 || rest[0] !== "values") return undefined
  return (isV2 ? tagValuesV2 : tagValuesV1)(store, call, last, limits)
}
