// series, labels, label values, metadata, exemplars.
import type { Expr, Selector } from "../../promql/ast.ts"
import { sampleText } from "../../promql/go-number.ts"
import { compareLabels, keyOf, valueOf } from "../../promql/labels.ts"
import { matches } from "../../promql/matchers.ts"
import { parse, parseSelector } from "../../promql/parse.ts"
import { PromqlError } from "../../promql/errors.ts"
import type { Catalogue, Matcher, Series, Storage } from "../../promql/storage.ts"
import type { Answer, Call } from "../api.ts"
import { failure, listed, success } from "./answers.ts"
import { BadParameter, limit, optionalTime, requiredTime } from "./params.ts"

const NO_MATCHER = "match[] must contain at least one non-empty matcher"

function selectors(params: URLSearchParams): Matcher[][] {
  return params.getAll("match[]").map((text) => {
    const matchers = parseSelector(text)
    if (matchers.every((matcher) => matches(matcher, ""))) throw new BadParameter("match[]", NO_MATCHER)
    return matchers
  })
}

/** Series of any of the selectors (of none: all), without repetition. */
function found(storage: Storage, { params, nowMs }: Call, historyMs: number): Series[] {
  const startMs = optionalTime(params, "start", nowMs - historyMs)
  const endMs = optionalTime(params, "end", nowMs)
  const sets = selectors(params)
  const all = (sets.length ? sets : [[]]).flatMap((matchers) => storage.select(matchers, startMs - 1, endMs))
  return sets.length < 2 ? all : [...new Map(all.map((one) => [keyOf(one.labels), one])).values()]
}

export function series(storage: Storage, call: Call, historyMs: number): Answer {
  if (!call.params.getAll("match[]").length) return failure("bad_data", "no match[] parameter provided")
  const most = limit(call.params)
  try {
    const labels = found(storage, call, historyMs).map((one) => one.labels)
    return listed(labels, most)
  } catch (error) {
    throw error instanceof PromqlError ? new BadParameter("match[]", error.message) : error
  }
}

export function labelNames(storage: Storage, call: Call, historyMs: number): Answer {
  const most = limit(call.params)
  const names = new Set(found(storage, call, historyMs).flatMap(({ labels }) => Object.keys(labels)))
  return listed([...names].toSorted(), most)
}

/** "U__geo_2e_region" → "geo.region". */
function unescaped(name: string): string {
  if (!name.startsWith("U__")) return name
  return name.slice(3).replace(/_([\da-fA-F]{1,6})_|__/g, (whole, code?: string) => {
    const point = code === undefined ? undefined : parseInt(code, 16)
    if (point === undefined) return "_"
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}

export function labelValues(storage: Storage, call: Call, name: string, historyMs: number): Answer {
  const most = limit(call.params)
  const label = unescaped(name)
  const values = new Set(found(storage, call, historyMs).map(({ labels }) => valueOf(labels, label)))
  values.delete("")
  return listed([...values].toSorted(), most)
}

export function metadata(catalogue: Catalogue, { params }: Call): Answer {
  const most = limit(params)
  const wanted = params.get("metric")
  const entries = Object.entries(catalogue.metadata())
    .filter(([name]) => !wanted || name === wanted)
    .slice(0, most)
  return success(Object.fromEntries(entries.map(([name, { type, help, unit }]) => [name, [{ type, unit, help }]])))
}

/** The selectors that stand anywhere in an expression. */
function selectorsOf(expr: Expr): Selector[] {
  switch (expr.kind) {
    case "selector":
      return [expr]
    case "range":
      return [expr.selector]
    case "number":
    case "string":
      return []
    case "call":
      return expr.args.flatMap(selectorsOf)
    case "binary":
      return [...selectorsOf(expr.left), ...selectorsOf(expr.right)]
    case "aggregate":
    case "subquery":
    case "unary":
    case "paren":
      return selectorsOf(expr.expr)
  }
}

/** Of every selector in the expression, as the real server does: a quantile's chart shows its buckets' exemplars. */
export function exemplars(storage: Storage, catalogue: Catalogue, { params, nowMs }: Call): Answer {
  const startMs = optionalTime(params, "start", nowMs - 3_600_000)
  const endMs = optionalTime(params, "end", nowMs)
  if (params.get("start") && params.get("end") && endMs < requiredTime(params, "start"))
    throw new BadParameter("end", "end timestamp must not be before start timestamp")
  const chosen = selectorsOf(parse(params.get("query") ?? ""))
  const all = chosen.flatMap(({ matchers }) => storage.select(matchers, startMs, endMs))
  const distinct = [...new Map(all.map((one) => [keyOf(one.labels), one])).values()]
  const answered = distinct.flatMap((one) => {
    const own = catalogue.exemplars(one, startMs, endMs)
    const shown = own.map(({ labels, value, timeMs }) => ({ labels, value: sampleText(value), timestamp: timeMs / 1000 }))
    return shown.length ? [{ seriesLabels: one.labels, exemplars: shown }] : []
  })
  return success(answered.toSorted((a, b) => compareLabels(a.seriesLabels, b.seriesLabels)))
}
