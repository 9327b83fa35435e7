import type { Limits } from "#lib/datasource/kind.ts"
import { rowCount, type Field, type Frame } from "#lib/frame/frame.ts"

/** What was left out: `kept` of `total` (as far as is known). */
export interface Cut {
  what: "series" | "points" | "lines" | "rows" | "spans"
  kept: number
  total: number
}

export const panelLimits: Limits = {
  series: 1000,
  pointsPerSeries: 11_001,
  lines: 5000,
  spans: 50_000,
  bytes: 64 * 1024 * 1024,
}

/** An alert must see all it asks for: what does not fit even here is an error of the rule, never a part of the truth. */
export const alertLimits: Limits = { ...panelLimits, series: 20_000, lines: 20_000 }

/**
 * Frames inside the limits, and what had to go. Frames that fit are passed on as they are; the others are new objects. Yields after each
 * frame, for `inSlices`: cutting one that came as text has all of it read.
 */
export function* applyLimits(frames: Frame[], limits: Limits): Generator<undefined, { frames: Frame[]; cuts: Cut[] }> {
  const cuts = new Map<Cut["what"], Cut>()
  const note = (what: Cut["what"], kept: number, total: number) => {
    const before = cuts.get(what)
    cuts.set(what, { what, kept: (before?.kept ?? 0) + kept, total: (before?.total ?? 0) + total })
  }
  const seriesCount = frames.filter((frame) => frame.shape === "series").length
  if (seriesCount > limits.series) note("series", limits.series, seriesCount)
  let series = 0
  const kept: Frame[] = []
  for (const frame of frames) {
    if (frame.shape === "series" && ++series > limits.series) continue
    const { what, most } = cap(frame, limits)
    const rows = rowCount(frame)
    if (rows > most) note(what, most, rows)
    kept.push(rows > most ? rowsOf(frame, frame.shape === "series" ? rows - most : 0, most) : frame)
    yield
  }
  return { frames: kept, cuts: [...cuts.values()] }
}

function cap(frame: Frame, limits: Limits): { what: Cut["what"]; most: number } {
  switch (frame.shape) {
    case "series":
      return { what: "points", most: limits.pointsPerSeries }
    case "logs":
      return { what: "lines", most: limits.lines }
    case "spans":
      return { what: "spans", most: limits.spans }
    case "table":
      return { what: "rows", most: Math.max(limits.lines, limits.series) }
  }
}

function rowsOf(frame: Frame, start: number, count: number): Frame {
  const slice = (field: Field): Field => ({ ...field, values: field.values.slice(start, start + count) }) as Field
  return { ...frame, fields: frame.fields.map(slice) }
}
