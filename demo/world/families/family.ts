// How a family of series is put together.
import type { Company, Family, ServedLeg, Spec, Target } from "#demo/world/company.ts"
import { hash } from "#demo/world/hash.ts"
import type { Gauge } from "#demo/world/series.ts"
import type { Labels } from "#demo/promql/storage.ts"

export const family = (type: Family["type"], name: string, help: string, unit: string, specs: Spec[]): Family => ({
  type,
  name,
  help,
  unit,
  specs,
})

/** Specs of a target: once, or, where payment has two versions, once for each. */
export function each(target: Target, make: (bad?: boolean) => Spec[]): Spec[] {
  if (target.service !== "payment") return make()
  return [false, true].flatMap((bad) => make(bad).map((spec) => ({ ...spec, bad })))
}

export const gauge = (target: Target, name: string, labels: Labels, read: Gauge): Spec[] =>
  each(target, () => [{ name, target, labels, read }])

/** Legs by what they have in common. */
export function grouped(legs: readonly ServedLeg[], labelsOf: (leg: ServedLeg) => Labels): { labels: Labels; legs: ServedLeg[] }[] {
  const groups = new Map<string, { labels: Labels; legs: ServedLeg[] }>()
  for (const leg of legs) {
    const labels = labelsOf(leg)
    const key = JSON.stringify(labels)
    const group = groups.get(key) ?? { labels, legs: [] }
    groups.set(key, group)
    group.legs.push(leg)
  }
  return [...groups.values()]
}

const leText = (bound: number): string => (bound === Infinity ? "+Inf" : String(bound))

/** `_bucket`, `_count` and `_sum` of one labelled group. */
export function histogram(
  company: Company,
  name: string,
  target: Target,
  labels: Labels,
  legs: readonly ServedLeg[],
  side: "server" | "client",
  bounds: readonly number[],
): Spec[] {
  const buckets = [...bounds, Infinity].map((upTo, i): Spec => ({
    name: `${name}_bucket`,
    target,
    labels: { ...labels, le: leText(upTo) },
    read: company.durations(target, legs, side, upTo),
    bucket: { legs, side, above: bounds[i - 1] ?? -1, upTo },
  }))
  return [
    ...buckets,
    { name: `${name}_count`, target, labels, read: buckets.at(-1)!.read },
    { name: `${name}_sum`, target, labels, read: company.durations(target, legs, side, "sum") },
  ]
}

/** A wandering number between -1 and 1 that turns every `lengthMs`. */
export function wander(salt: number, timeMs: number, lengthMs: number): number {
  const cell = Math.floor(timeMs / lengthMs)
  const f = timeMs / lengthMs - cell
  const smooth = f * f * (3 - 2 * f)
  const low = hash(salt, cell) * 2 ** -31 - 1
  return low + (hash(salt, cell + 1) * 2 ** -31 - 1 - low) * smooth
}

/** A whole number near `value`, by chance in proportion. */
export const about = (salt: number, timeMs: number, value: number): number =>
  Math.max(0, Math.floor(value + hash(salt, Math.floor(timeMs / 1000)) * 2 ** -32))
