// The company's metrics, asked as tests ask.
import type { CounterWindow, Series } from "#demo/promql/storage.ts"
import { createCompany } from "#demo/world/company.ts"
import { familiesOf } from "#demo/world/families/all.ts"
import { MINUTE_MS } from "#demo/world/incidents.ts"
import { createMetrics, type FindTrace } from "#demo/world/metrics.ts"
import type { World } from "#demo/world/world.ts"

export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
/** At `now` its first cycle has run for 75 seconds. */
export const world: World = { seed: 7, phaseMs: Date.UTC(2026, 10, 21, 11, 58, 45) }
export const now = world.phaseMs + 75_000

export function metricsOf(world: World, find: FindTrace = () => undefined) {
  const company = createCompany(world)
  return createMetrics(familiesOf(company), find)
}
/** Of `world`. */
export const metrics = metricsOf(world)

export type Labels = Record<string, string>
/** Series of a name that may have a sample in a window (the last five minutes). */
export const named = (name: string, labels: Labels = {}, fromMs = now - 5 * MINUTE_MS, toMs = now): Series[] =>
  metrics.select(
    Object.entries({ __name__: name, ...labels }).map(([name, value]) => ({ name, op: "=" as const, value })),
    fromMs,
    toMs,
  )
export const grown = ({ first, last, dropped }: CounterWindow) => last - first + dropped
/** Of a counter, over all its series. */
export const increase = (name: string, labels: Labels, fromMs: number, toMs: number) =>
  named(name, labels, fromMs, toMs).reduce((sum, series) => {
    const window = series.counter!(fromMs, toMs)
    return sum + (window ? grown(window) : 0)
  }, 0)
/** Of a gauge, over all its series. */
export const valueOf = (name: string, labels: Labels, timeMs: number) =>
  named(name, labels, timeMs - 5 * MINUTE_MS, timeMs).reduce(
    (sum, series) => sum + (series.latest!(timeMs - 5 * MINUTE_MS, timeMs)?.value ?? 0),
    0,
  )
