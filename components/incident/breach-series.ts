import { fieldOf, type Frame, type Labels } from "#lib/frame/frame.ts"

export interface BreachSeries {
  labels: Labels
  times: number[]
  values: (number | null)[]
}

/** The series of the alert itself; when none carries its labels (they were aggregated away), all of them. `others` counts what is left out. */
export function seriesOf(frames: Frame[], alert: Labels): { series: BreachSeries[]; others: number } {
  const all = frames.flatMap((frame) => {
    const times = fieldOf(frame, "time", "time") ?? frame.fields.find((field) => field.type === "time")
    const values = frame.fields.find((field) => field.type === "number")
    if (frame.shape !== "series" || times?.type !== "time" || !values) return []
    return [{ labels: frame.labels, times: Array.from(times.values), values: Array.from(values.values) }]
  })
  const own = all.filter((one) => isOf(one.labels, alert))
  return own.length > 0 ? { series: own, others: all.length - own.length } : { series: all, others: 0 }
}

/** Labels that both have agree: the rule may have added some and dropped the metric's name. */
function isOf(series: Labels, alert: Labels): boolean {
  return Object.entries(series).every(([name, value]) => name === "__name__" || alert[name] === undefined || alert[name] === value)
}

/** Times in which the alert waited and fired, of its changes of state in any order. Epoch ms; what still lasts ends with `endMs`. */
export function spansOf(
  timeline: { at: string; to: string }[],
  endMs: number,
): { fromMs: number; toMs: number; state: "pending" | "firing" }[] {
  const changes = timeline.map((change) => ({ atMs: Date.parse(change.at), to: change.to })).toSorted((a, b) => a.atMs - b.atMs)
  return changes.flatMap((change, index) => {
    const state = change.to === "pending" ? "pending" : change.to === "firing" || change.to === "recovering" ? "firing" : undefined
    const toMs = changes[index + 1]?.atMs ?? endMs
    return state && toMs > change.atMs ? [{ fromMs: change.atMs, toMs, state }] : []
  })
}
