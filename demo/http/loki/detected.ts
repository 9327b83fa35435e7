// Fields that the newest lines turn out to have.
import type { Answer, Call } from "#demo/http/api.ts"
import type { LogStore } from "#demo/logql/log-store.ts"
import { parseLogQuery } from "#demo/logql/parse.ts"
import { readLines } from "#demo/logql/read-lines.ts"
import { newReading } from "#demo/logql/reading.ts"
import type { CompiledStage } from "#demo/logql/stages/stage.ts"
import { Entry } from "#demo/logql/stages/entry.ts"
import { flattenJson, jsonParser } from "#demo/logql/stages/json.ts"
import { logfmtParser } from "#demo/logql/stages/logfmt.ts"
import { parseBytes, parseDuration } from "#demo/logql/units.ts"
import { limitOf, windowOf } from "./params.ts"
import { json } from "./text.ts"

interface Field {
  label: string
  type: string
  values: Set<string>
  parsers: Set<string>
  jsonPath?: string[]
}

function typeOf(value: string): string {
  if (/^[+-]?\d{1,18}$/.test(value)) return "int"
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value)) return "float"
  if (/^(?:true|false)$/i.test(value)) return "boolean"
  if (parseDuration(value) !== undefined) return "duration"
  return parseBytes(value) === undefined ? "string" : "bytes"
}

const logfmt = logfmtParser({ expressions: [], strict: false, keepEmpty: false })
const parseJson = jsonParser([])

/** What either parser reads in a line, with the path of a JSON field. */
function parsedFields(entry: Entry): { parser?: string; found: Record<string, string>; paths: Map<string, string[]> } {
  const fresh = (parser: CompiledStage) => {
    const copy = new Entry({}, { line: entry.line, timeNs: entry.timeNs, metadata: {} })
    parser.run(copy)
    return copy
  }
  const fromJson = fresh(parseJson)
  if (!fromJson.error) return { parser: "json", found: fromJson.parsed, paths: flattenJson(entry.line) }
  const { parsed } = fresh(logfmt)
  return Object.keys(parsed).length > 0 ? { parser: "logfmt", found: parsed, paths: new Map() } : { found: {}, paths: new Map() }
}

/** @throws {LogqlError} */
function fieldsOf(store: LogStore, { params, nowMs }: Call): Field[] {
  const query = parseLogQuery(params.get("query") ?? "")
  const { from: fromMs, to: toMs } = windowOf(params, nowMs)
  const window = { fromMs, toMs, limit: limitOf(params, "line_limit", 100) }
  const fields = new Map<string, Field>()
  const add = (label: string, value: string, parser?: string, jsonPath?: string[]) => {
    const field = fields.get(label) ?? { label, type: typeOf(value), values: new Set(), parsers: new Set(), jsonPath }
    fields.set(label, field)
    field.values.add(value)
    if (parser) field.parsers.add(parser)
  }
  for (const entry of readLines(query, { ...window, direction: "backward" }, newReading(store))) {
    const { parser, found, paths } = parsedFields(entry)
    for (const [label, value] of Object.entries(found)) add(label, value, parser, paths.get(label))
    for (const [label, value] of Object.entries(entry.parsed)) if (!label.endsWith("_extracted")) add(label, value)
    for (const [label, value] of Object.entries(entry.metadata)) add(label, value)
  }
  return [...fields.values()]
}

export function detectedFields(store: LogStore, call: Call): Answer {
  const limit = limitOf(call.params, "limit", 1000)
  const fields = fieldsOf(store, call)
    .slice(0, limit)
    .map(({ label, type, values, parsers, jsonPath }) => ({
      label,
      type,
      cardinality: values.size,
      parsers: parsers.size > 0 ? [...parsers] : null,
      ...(jsonPath ? { jsonPath } : {}),
    }))
  return json({ fields, limit })
}

export function detectedFieldValues(store: LogStore, call: Call, name: string): Answer {
  const limit = limitOf(call.params, "limit", 1000)
  const field = fieldsOf(store, call).find(({ label }) => label === name)
  return json({ values: [...(field?.values ?? [])].toSorted().slice(0, limit), limit })
}
