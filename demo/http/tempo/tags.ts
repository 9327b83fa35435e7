// Tags and their values: /api/search/tags, /api/search/tag/<name>/values and their v2, which know scopes.
import { scopedIntrinsic, unscopedIntrinsic, type Field, type Intrinsic, type Scope } from "#demo/traceql/ast.ts"
import { parseWhatIsFinished } from "#demo/traceql/parse.ts"
import { parseField } from "#demo/traceql/parse-field.ts"
import { tagNames, tagValues, type TagRequest } from "#demo/traceql/tags.ts"
import { TokenReader } from "#demo/traceql/token-reader.ts"
import type { TraceStore } from "#demo/traceql/trace-store.ts"
import type { Answer, Call } from "../api.ts"
import { BadRequest, integer, json, secondsRange, type TempoLimits } from "./params.ts"

const SCOPES: readonly Scope[] = ["span", "event", "link", "resource", "instrumentation"]
const DEFAULT_VALUES = 1000
const INTRINSIC_TAGS = (
  "duration event:name event:timeSinceStart instrumentation:name instrumentation:version kind link:spanID link:traceID name rootName " +
  "rootServiceName span:duration span:id span:kind span:name span:parentID span:status span:statusMessage status statusMessage " +
  "trace:duration trace:id trace:rootName trace:rootService traceDuration"
).split(" ")

/** Whatever the data: every status and kind there is, as word and as number; nothing has the kind 0. */
const KEYWORDS: Partial<Record<Intrinsic, { words: string[]; numbers: number[] }>> = {
  "span:status": { words: ["unset", "ok", "error"], numbers: [0, 1, 2] },
  "span:kind": { words: ["unspecified", "internal", "server", "client", "producer", "consumer"], numbers: [1, 2, 3, 4, 5] },
}

function requestOf(call: Call, limits: TempoLimits): TagRequest {
  const q = call.params.get("q")
  return { ...secondsRange(call, limits.recentMs), budget: limits.tagBudget, filter: q ? parseWhatIsFinished(q) : undefined }
}

/** Names by scope: `{scopes: [{name, tags}]}`. */
export function tagsV2(store: TraceStore, call: Call, limits: TempoLimits): Answer {
  const wanted = call.params.get("scope") || "none"
  if (wanted !== "none" && wanted !== "intrinsic" && !SCOPES.includes(wanted as Scope)) throw new BadRequest(`invalid scope: ${wanted}`)
  const found = wanted === "intrinsic" ? undefined : tagNames(store, requestOf(call, limits))
  const limit = integer(call, "limit", 0) || Number.POSITIVE_INFINITY
  const scopes = SCOPES.filter((scope) => wanted === "none" || wanted === scope)
    .map((name) => ({ name: name as string, tags: found?.[name].slice(0, limit) ?? [] }))
    .filter(({ tags }) => tags.length > 0)
  if (wanted === "none" || wanted === "intrinsic") scopes.push({ name: "intrinsic", tags: INTRINSIC_TAGS })
  return json({ scopes, metrics: {} })
}

/** Names of attributes, whatever their scope. */
export function tagsV1(store: TraceStore, call: Call, limits: TempoLimits): Answer {
  const found = tagNames(store, requestOf(call, limits))
  return json({ tagNames: [...new Set(Object.values(found).flat())].toSorted(), metrics: {} })
}

/** `{tagValues: [{type, value}]}` of a scoped name. */
export function tagValuesV2(store: TraceStore, call: Call, name: string, limits: TempoLimits): Answer {
  const field = fieldOf(name)
  const keywords = field.kind === "intrinsic" ? KEYWORDS[field.intrinsic] : undefined
  if (keywords) {
    const words = keywords.words.map((value) => ({ type: "keyword", value }))
    const tagValues = [...words, ...keywords.numbers.map((value) => ({ type: "int", value: String(value) }))]
    return json({ tagValues, metrics: {} })
  }
  const limit = integer(call, "limit", 0) || DEFAULT_VALUES
  const found = tagValues(store, field, { ...requestOf(call, limits), limit })
  return json({ tagValues: found.map((value) => ({ type: typeOf(value), value: String(value) })), metrics: {} })
}

/** Values of an attribute in any scope, sorted, as text. */
export function tagValuesV1(store: TraceStore, call: Call, name: string, limits: TempoLimits): Answer {
  const intrinsic = unscopedIntrinsic(name)
  const field: Field = intrinsic ? { kind: "intrinsic", intrinsic } : { kind: "attribute", name, parent: false }
  const limit = integer(call, "limit", 0) || DEFAULT_VALUES
  const found = tagValues(store, field, { ...requestOf(call, limits), limit })
  return json({ tagValues: found.map(String).toSorted(), metrics: {} })
}

function typeOf(value: string | number | boolean): string {
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float"
  return typeof value === "boolean" ? "bool" : "string"
}

/** "resource.service.name", ".x", "span:name", "status"; a name that TraceQL would have quoted is taken as it is. */
function fieldOf(text: string): Field {
  const intrinsic = scopedIntrinsic(text) ?? unscopedIntrinsic(text)
  if (intrinsic) return { kind: "intrinsic", intrinsic }
  const scoped = /^(resource|span|event|link|instrumentation)?\.([^"]+)$/.exec(text)
  if (scoped) return { kind: "attribute", scope: scoped[1] as Scope | undefined, name: scoped[2]!, parent: false }
  const reader = new TokenReader(text)
  const field = parseField(reader)
  if (reader.now.kind !== "end") throw reader.unexpected()
  return field
}
