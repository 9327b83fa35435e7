// Prometheus' HTTP API over any storage.
import { PromqlError } from "../promql/errors.ts"
import type { Catalogue, Storage } from "../promql/storage.ts"
import type { Answer, Api, Call } from "./api.ts"
import { failure, plain, success } from "./prometheus/answers.ts"
import { exemplars, labelNames, labelValues, metadata, series } from "./prometheus/names.ts"
import { BadParameter } from "./prometheus/params.ts"
import { instant, range } from "./prometheus/queries.ts"
import { alerts, rules, type Scenery, targets } from "./prometheus/scenery.ts"

/** How far back `series`, `labels` and values look when no start is given. */
const HISTORY_MS = 30 * 86_400_000
const VERSION = "3.5.3"

type Route = (call: Call) => Answer

interface Declared {
  answer: Route
  /** A form may be posted instead. */
  posts?: boolean
}

function routes(storage: Storage, catalogue: Catalogue, scenery: Scenery, startedMs: number): Record<string, Declared> {
  return {
    query: { answer: (call) => instant(storage, call), posts: true },
    query_range: { answer: (call) => range(storage, call), posts: true },
    series: { answer: (call) => series(storage, call, HISTORY_MS), posts: true },
    labels: { answer: (call) => labelNames(storage, call, HISTORY_MS), posts: true },
    "label/*/values": { answer: (call) => labelValues(storage, call, call.path[3] ?? "", HISTORY_MS) },
    metadata: { answer: (call) => metadata(catalogue, call) },
    query_exemplars: { answer: (call) => exemplars(storage, catalogue, call), posts: true },
    rules: { answer: (call) => rules(scenery, call) },
    alerts: { answer: ({ nowMs }) => alerts(scenery, nowMs) },
    targets: { answer: (call) => targets(scenery, call) },
    "status/buildinfo": {
      answer: () =>
        success({ version: VERSION, revision: "demo", branch: "demo", buildUser: "demo", buildDate: "", goVersion: process.version }),
    },
    "status/runtimeinfo": {
      answer: ({ nowMs }) =>
        success({
          startTime: new Date(startedMs).toISOString(),
          serverTime: new Date(nowMs).toISOString(),
          reloadConfigSuccess: true,
          lastConfigTime: new Date(startedMs).toISOString(),
          corruptionCount: 0,
          storageRetention: "30d",
        }),
    },
    "status/flags": { answer: () => success({ "enable-feature": "exemplar-storage", "storage.tsdb.retention.time": "30d" }) },
  }
}

const NOT_FOUND = plain(404, "404 page not found\n")

function refused(error: unknown): Answer {
  if (error instanceof BadParameter) return failure("bad_data", error.message)
  if (error instanceof PromqlError) return failure(error.type, error.message)
  // The stack's end, or an array that can't be.
  if (error instanceof RangeError) return failure("execution", `the query is more than this server can take: ${error.message}`)
  throw error
}

/**
 * The API over `storage`; errors have the real server's status, type and words. Targets and rules are what `scenery` gives.
 */
export function prometheusApi(storage: Storage, catalogue: Catalogue, scenery: Scenery = {}, startedMs = Date.now()): Api {
  const known = routes(storage, catalogue, scenery, startedMs)
  return (call) => {
    const [root, next, ...rest] = call.path
    if (root === "-" && next === "ready") return plain(200, "Prometheus Server is Ready.\n")
    if (root === "-" && next === "healthy") return plain(200, "Prometheus Server is Healthy.\n")
    const name = rest[0] === "label" && rest.length === 3 ? `label/*/${rest[2]}` : rest.join("/")
    const route = root === "api" && next === "v1" && Object.hasOwn(known, name) ? known[name] : undefined
    if (!route) return NOT_FOUND
    if (call.method === "OPTIONS") return { status: 204, body: "" }
    if (call.method !== "GET" && !(call.method === "POST" && route.posts))
      return plain(405, "Method Not Allowed\n", { allow: route.posts ? "GET, OPTIONS, POST" : "GET, OPTIONS" })
    try {
      return route.answer(call)
    } catch (error) {
      return refused(error)
    }
  }
}
