import { isExemplars } from "#components/panel/series-of.ts"
import type { Frame } from "#lib/frame/frame.ts"

/** One picture's worth of frames each: series with their exemplars, logs, spans, tables. Those without rows are left out unless all are. */
export function splitFrames(frames: readonly Frame[]): Frame[][] {
  const groups = new Map<string, Frame[]>()
  const hasSeries = frames.some((frame) => frame.shape === "series")
  for (const frame of frames) {
    const shape = hasSeries && isExemplars(frame) ? "series" : frame.shape
    const group = groups.get(shape)
    if (group) group.push(frame)
    else groups.set(shape, [frame])
  }
  return [...groups.values()].filter((group) => group.some((frame) => (frame.fields[0]?.values.length ?? 0) > 0))
}
