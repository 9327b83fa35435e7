// The functions, as Prometheus 3 declares them.
import type { ValueType } from "./ast.ts"

export interface Signature {
  name: string
  args: readonly ValueType[]
  /** How many of the last arguments may be left out (1: one), or -1: the last may be repeated or left out. */
  variadic: number
  returns: ValueType
}

const SHORT: Record<string, ValueType> = { v: "vector", m: "matrix", s: "scalar", t: "string" }

const DECLARED = `
abs v, absent v, acos v, acosh v, asin v, asinh v, atan v, atanh v, ceil v, cos v, cosh v, deg v, exp v, floor v, ln v, log10 v, log2 v, rad v,
sgn v, sin v, sinh v, sort v, sort_desc v, sqrt v, tan v, tanh v, timestamp v, clamp vss, clamp_max vs, clamp_min vs, histogram_quantile sv,
absent_over_time m, avg_over_time m, changes m, count_over_time m, delta m, deriv m, idelta m, increase m, irate m, last_over_time m,
max_over_time m, min_over_time m, predict_linear ms, present_over_time m, quantile_over_time sm, rate m, resets m, stddev_over_time m,
stdvar_over_time m, sum_over_time m, day_of_month v?, day_of_week v?, day_of_year v?, days_in_month v?, hour v?, minute v?, month v?, year v?,
label_join vttt*, label_replace vtttt, round vs?, pi :s, scalar v:s, time :s, vector s, histogram_avg v, histogram_count v, histogram_fraction ssv,
histogram_stddev v, histogram_stdvar v, histogram_sum v`

function declared(words: string): Signature {
  const [name = "", form = ""] = words.trim().split(" ")
  const [args = "", returns] = form.replace(/[?*]/, "").split(":")
  const types = Array.from(args, (letter) => SHORT[letter] ?? "vector")
  const variadic = form.includes("?") ? 1 : form.includes("*") ? -1 : 0
  return { name, args: types, variadic, returns: returns ? "scalar" : "vector" }
}

const BY_NAME = new Map(DECLARED.split(",").map((words) => [words.trim().split(" ")[0], declared(words)]))

/** Functions that the real server knows and has off by default. */
const EXPERIMENTAL = new Set([
  "double_exponential_smoothing",
  "mad_over_time",
  "sort_by_label",
  "sort_by_label_desc",
  "info",
  "ts_of_max_over_time",
  "ts_of_min_over_time",
  "ts_of_last_over_time",
])

export const signature = (name: string): Signature | undefined => BY_NAME.get(name)
export const isExperimental = (name: string): boolean => EXPERIMENTAL.has(name)
export const functionNames = (): string[] => [...BY_NAME.keys()].filter((name) => name !== undefined)
