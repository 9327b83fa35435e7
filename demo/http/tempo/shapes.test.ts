import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { ID, SMALL_WORLD, START_MS, storeOf } from "#demo/traceql/testing.ts"
import { ask } from "../ask.ts"
import { tempoApi } from "../tempo.ts"

interface Recorded {
  response: { status: number; body?: unknown; bodyText?: string }
}

const read = (file: URL) => JSON.parse(readFileSync(file, "utf8")) as Recorded
const beside = (name: string) => read(new URL(`./wire/${name}.json`, import.meta.url))
const ofTheKind = (name: string) => read(new URL(`../../../lib/datasource/kinds/tempo/wire/${name}.json`, import.meta.url))
const bodyOf = ({ response: { body, bodyText } }: Recorded) => body ?? JSON.parse(bodyText!)

const api = tempoApi(storeOf(SMALL_WORLD))
const RANGE = `start=${START_MS / 1000 - 60}&end=${START_MS / 1000 + 300}`

/** What may differ from server to server, or is told in other words by each. */
const LOOSE = new Set(["metrics", "serviceStats"])

type Shape = { kind: string; always: Set<string>; fields: Map<string, unknown[]> }

function shapeOf(values: readonly unknown[]): Shape {
  const objects = values.filter((value) => typeof value === "object" && value !== null) as Record<string, unknown>[]
  const fields = new Map<string, unknown[]>()
  for (const object of objects) for (const [key, value] of Object.entries(object)) fields.set(key, [...(fields.get(key) ?? []), value])
  const always = new Set([...fields].filter(([, all]) => all.length === objects.length).map(([key]) => key))
  return { kind: typeof values[0], always, fields }
}

/** Every field of ours is one of theirs and of the same type; what theirs always has, ours has. */
function sameShape(ours: readonly unknown[], theirs: readonly unknown[], at: string): void {
  if (Array.isArray(theirs[0])) {
    assert.ok(ours.every(Array.isArray), `${at} is a list`)
    return sameShape((ours as unknown[][]).flat(), (theirs as unknown[][]).flat(), `${at}[]`)
  }
  if (theirs.length === 0 || ours.length === 0) return
  const [mine, wanted] = [shapeOf(ours), shapeOf(theirs)]
  assert.equal(mine.kind, wanted.kind, `${at}: type`)
  if (at.endsWith(".value") && mine.kind === "object") return sameValue(mine, wanted, at)
  for (const key of wanted.always) assert.ok(mine.always.has(key) || LOOSE.has(key), `${at}.${key} is missing`)
  for (const [key, values] of mine.fields) {
    assert.ok(wanted.fields.has(key), `${at}.${key} is no field of theirs`)
    if (!LOOSE.has(key)) sameShape(values, wanted.fields.get(key)!, `${at}.${key}`)
  }
}

/** An AnyValue: which of them depends on the data. */
function sameValue(ours: Shape, theirs: Shape, at: string): void {
  const types: Record<string, string> = { stringValue: "string", intValue: "string", boolValue: "boolean", doubleValue: "number" }
  for (const { fields } of [ours, theirs])
    for (const [key, values] of fields)
      if (types[key])
        assert.ok(
          values.every((value) => typeof value === types[key]),
          `${at}.${key}`,
        )
}

for (const [name, recorded, url] of [
  ["search", ofTheKind("search"), `/api/search?q={resource.service.name="payment"}&${RANGE}`],
  [
    "search_select",
    ofTheKind("search_select"),
    `/api/search?q={kind=server}|select(resource.host.name,span.http.response.status_code,span:name,status)&${RANGE}`,
  ],
  ["search_group_by", ofTheKind("search_group_by"), `/api/search?q={}|by(resource.service.name)|count()>1&${RANGE}`],
  ["search_most_recent", ofTheKind("search_most_recent"), `/api/search?q={} with (most_recent=true)&${RANGE}`],
  ["search_metrics_query", ofTheKind("search_metrics_query_in_search"), `/api/search?q={}|rate()&${RANGE}`],
  ["search_event", beside("search_event"), `/api/search?q={event:name="exception"}&${RANGE}`],
  ["search_link", beside("search_link"), `/api/search?q={link:traceID!=""}&${RANGE}`],
  ["search_nested_set", beside("search_nested_set"), `/api/search?q={nestedSetParent<0}&${RANGE}`],
  ["search_pipeline_count", beside("search_pipeline_count"), `/api/search?q={span.db.system!=""}|count()>1&${RANGE}`],
  ["search_structural", beside("search_structural"), `/api/search?q={resource.service.name="gateway"}>>{status=error}&${RANGE}`],
  ["search_legacy_tags", beside("search_legacy_tags"), `/api/search?tags=service.name%3Dpayment&minDuration=1s&${RANGE}`],
  ["search_no_query", beside("search_no_query"), `/api/search?${RANGE}&limit=2`],
  ["search_empty", ofTheKind("search_empty"), `/api/search?q={name="none"}&${RANGE}`],
  ["tags_v2", ofTheKind("tags_v2"), `/api/v2/search/tags?${RANGE}`],
  ["tags_v2_scope_resource", beside("tags_v2_scope_resource"), `/api/v2/search/tags?scope=resource&${RANGE}`],
  ["tags_v1", beside("tags_v1"), `/api/search/tags`],
  ["tag_values_service", ofTheKind("tag_values_service"), `/api/v2/search/tag/resource.service.name/values`],
  ["tag_values_unknown", beside("tag_values_unknown"), `/api/v2/search/tag/span.none/values`],
  ["tag_values_v1", beside("tag_values_v1"), `/api/search/tag/service.name/values`],
  ["trace_v2", [ofTheKind("trace_v2"), ofTheKind("trace_v2_error")], `/api/v2/traces/${ID.pay}`],
  ["trace_404_v2", ofTheKind("trace_404_v2"), `/api/v2/traces/dddd`],
  ["metrics_rate", ofTheKind("metrics_rate"), `/api/metrics/query_range?q={}|rate()&step=60s&${RANGE}`],
  [
    "metrics_rate_by",
    ofTheKind("metrics_rate_by"),
    `/api/metrics/query_range?q={kind=server}|rate()by(resource.service.name)&step=60s&${RANGE}`,
  ],
  ["metrics_avg", ofTheKind("metrics_avg"), `/api/metrics/query_range?q={}|avg_over_time(duration)by(name)&step=60s&${RANGE}`],
  ["metrics_histogram", beside("metrics_histogram"), `/api/metrics/query_range?q={}|histogram_over_time(duration)&step=60s&${RANGE}`],
  ["metrics_quantile", beside("metrics_quantile"), `/api/metrics/query_range?q={}|quantile_over_time(duration,.5,.95)&step=60s&${RANGE}`],
  ["metrics_topk", beside("metrics_topk"), `/api/metrics/query_range?q={}|rate()by(name)|topk(2)&step=60s&${RANGE}`],
  ["metrics_compare", beside("metrics_compare"), `/api/metrics/query_range?q={}|compare({status=error},2)&step=60s&${RANGE}`],
  ["metrics_empty", ofTheKind("metrics_empty"), `/api/metrics/query_range?q={name="none"}|rate()&step=60s&${RANGE}`],
  ["metrics_instant", ofTheKind("metrics_instant"), `/api/metrics/query?q={}|count_over_time()by(resource.service.name)&${RANGE}`],
  ["buildinfo", ofTheKind("buildinfo"), "/api/status/buildinfo"],
] as const) {
  test(`${name} is answered in the shape that was recorded`, async () => {
    const found = await ask(api, url, START_MS + 600_000)
    const alike = [recorded].flat()
    assert.equal(found.status, alike[0]!.response.status)
    sameShape([JSON.parse(String(found.body))], alike.map(bodyOf), name)
  })
}
