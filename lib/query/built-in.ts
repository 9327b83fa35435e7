import { formatPattern } from "#lib/format/pattern.ts"
import { goDurationText, intervalText, SECOND } from "#lib/time/duration.ts"
import type { Plan } from "./plan.ts"

/** What `$__name` stands for in a query's text; longest names are tried first. */
export type BuiltIns = Record<string, string>

/** @param range as asked, before it was aligned to the step */
export function builtIns(plan: Plan, range: { fromMs: number; toMs: number }, timezone = "UTC"): BuiltIns {
  const rangeMs = Math.max(range.toMs - range.fromMs, 0)
  const rangeSeconds = Math.max(Math.round(rangeMs / SECOND), 1)
  return {
    __interval: intervalText(plan.intervalMs),
    __interval_ms: String(plan.intervalMs),
    __rate_interval: goDurationText(plan.rateIntervalMs),
    __rate_interval_ms: String(plan.rateIntervalMs),
    __range: `${rangeSeconds}s`,
    __range_s: String(rangeSeconds),
    __range_ms: String(rangeMs),
    __from: String(range.fromMs),
    __to: String(range.toMs),
    __timezone: timezone,
  }
}

const NAMES = [
  "__rate_interval_ms",
  "__rate_interval",
  "__interval_ms",
  "__interval",
  "__range_ms",
  "__range_s",
  "__range",
  "__timezone",
  "__from",
  "__to",
]
const ANY = NAMES.join("|")
const USE = new RegExp(`\\$\\{(${ANY})(?::([^}]{0,64}))?\\}|\\[\\[(${ANY})\\]\\]|\\$(${ANY})`, "g")

/** Replaces the built-in variables in every text of a query, however deep it lies. Returns a new query. */
export function replaceBuiltIns<T>(query: T, values: BuiltIns): T {
  if (typeof query === "string") return replaceText(query, values) as T
  if (Array.isArray(query)) return query.map((part: unknown) => replaceBuiltIns(part, values)) as T
  if (typeof query !== "object" || query === null) return query
  return Object.fromEntries(Object.entries(query).map(([key, part]) => [key, replaceBuiltIns(part as unknown, values)])) as T
}

function replaceText(text: string, values: BuiltIns): string {
  if (!text.includes("__")) return text
  return text.replace(USE, (whole: string, braced?: string, format?: string, bracketed?: string, bare?: string) => {
    const name = braced ?? bracketed ?? bare ?? ""
    const value = values[name]
    if (value === undefined) return whole
    return name === "__from" || name === "__to" ? dateAs(value, format, values.__timezone ?? "UTC") : value
  })
}

/** `${__from:date:YYYY-MM}`: a time in the form that the query asks for; milliseconds without one. */
function dateAs(value: string, format: string | undefined, timezone: string): string {
  if (format !== "date" && !format?.startsWith("date:")) return value
  const form = format.slice("date:".length)
  if (form === "ms") return value
  if (form === "seconds") return String(Math.floor(Number(value) / SECOND))
  if (form === "" || form === "iso") return new Date(Number(value)).toISOString()
  return formatPattern(Number(value), form, timezone)
}
