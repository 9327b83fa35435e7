import type { VariableValue } from "#lib/datasource/kind.ts"
import { DEFAULT_SCRAPE_MS, DEFAULT_POINTS, floorToStep, intervalFor, rateIntervalFor, stepFor } from "#lib/time/interval.ts"

/** `step` aligns the range and has points, `instant` has one time, `stream` has neither. */
export type Reads = "step" | "instant" | "stream"

export interface PlanInput {
  range: { fromMs: number; toMs: number }
  maxDataPoints?: number
  /** The panel's min interval. */
  minIntervalMs?: number
  /** Min step of the query, else the scrape interval of the datasource. */
  minStepMs?: number
  reads: Reads
  /** Keep the times as they are: an alert is evaluated at its slot. */
  exact?: boolean
  /** East of UTC; steps of hours and days begin at the reader's midnight. */
  zoneOffsetMs?: number
}

/** All times in epoch milliseconds, all durations in milliseconds. */
export interface Plan {
  range: { fromMs: number; toMs: number }
  stepMs: number
  intervalMs: number
  rateIntervalMs: number
  maxDataPoints: number
}

/**
 * Step and times of one read. Start and end are multiples of the step, so that two readers inside one step ask for the same bytes.
 * A range of no length (an alert's slot) keeps its time.
 */
export function planRead(input: PlanInput): Plan {
  const { fromMs, toMs } = input.range
  const rangeMs = toMs - fromMs
  const maxDataPoints = input.maxDataPoints ?? DEFAULT_POINTS
  const scrapeMs = input.minStepMs ?? DEFAULT_SCRAPE_MS
  const intervalMs = intervalFor(rangeMs, maxDataPoints, input.minIntervalMs ?? scrapeMs)
  const stepMs = Math.max(stepFor(rangeMs, maxDataPoints, input.minIntervalMs ?? scrapeMs), input.minStepMs ?? 0)
  const plan = { stepMs, intervalMs, rateIntervalMs: rateIntervalFor(intervalMs, scrapeMs), maxDataPoints }
  return { ...plan, range: input.exact ? { fromMs, toMs } : align(input, stepMs) }
}

function align({ range, reads, zoneOffsetMs = 0 }: PlanInput, stepMs: number): Plan["range"] {
  if (reads === "stream" || range.fromMs === range.toMs) return range
  // An instant has no step; whole seconds let panels and readers of the same moment share one read.
  if (reads === "instant") return { fromMs: floorToStep(range.fromMs, 1000), toMs: floorToStep(range.toMs, 1000) }
  return { fromMs: floorToStep(range.fromMs, stepMs, zoneOffsetMs), toMs: floorToStep(range.toMs, stepMs, zoneOffsetMs) }
}

/** What identifies a read: readers with the same key are served by one request. */
export function readKey(datasource: { id: string; revision: string | number }, query: unknown, plan: Plan, rest: unknown): string {
  return JSON.stringify([datasource.id, datasource.revision, query, plan.range, plan.stepMs, plan.maxDataPoints, rest])
}

/** Values for a query that is written with variables. */
export type VariableValues = Record<string, VariableValue>
