import type { ChartSeries } from "#components/chart/series.ts"
import type { Field, Frame, Labels } from "#lib/frame/frame.ts"
import { seriesNames } from "./series-name.ts"

export interface NamedSeries extends ChartSeries {
  labels: Labels
}

/** Every number column that has a time column beside it, named and unique. Exemplar tables are not series. */
export function seriesOf(frames: readonly Frame[]): NamedSeries[] {
  const columns = frames.filter((frame) => !isExemplars(frame)).flatMap(columnsOf)
  const names = seriesNames(columns.map((column) => column.named))
  return columns.map(({ time, number, named }, index) => ({
    name: names[index] ?? "",
    times: time.values,
    values: number.values,
    labels: named.labels,
  }))
}

/** A table of samples that name their traces. */
export function isExemplars(frame: Frame): boolean {
  return frame.shape === "table" && frame.name === "exemplars" && frame.fields.some((field) => field.name === "traceId")
}

type TimeField = Extract<Field, { type: "time" }>
type NumberField = Extract<Field, { type: "number" }>

const mostGroups = 1000

function columnsOf(frame: Frame): { time: TimeField; number: NumberField; named: Frame }[] {
  const time = frame.fields.find((field): field is TimeField => field.type === "time")
  if (!time || frame.shape === "logs" || frame.shape === "spans") return []
  if (frame.shape === "table" && frame.fields.some((field) => field.type === "text")) return groupsOf(frame).flatMap(columnsOf)
  const numbers = frame.fields.filter((field): field is NumberField => field.type === "number")
  // One number is the frame's own; several are told apart by their column.
  return numbers.map((number) => ({ time, number, named: numbers.length === 1 ? frame : withColumn(frame, number.name) }))
}

function withColumn(frame: Frame, column: string): Frame {
  return { ...frame, name: undefined, labels: { ...frame.labels, column } }
}

/** A long table as one frame for each combination of its texts. */
function groupsOf(frame: Frame): Frame[] {
  const texts = frame.fields.filter((field) => field.type === "text")
  const others = frame.fields.filter((field) => field.type !== "text")
  const rows = new Map<string, number[]>()
  for (let row = 0; row < (frame.fields[0]?.values.length ?? 0); row++) {
    const key = JSON.stringify(texts.map((field) => field.values[row]))
    const group = rows.get(key)
    if (group) group.push(row)
    else if (rows.size < mostGroups) rows.set(key, [row])
  }
  return [...rows.values()].map((group) => ({
    ...frame,
    shape: "series",
    labels: { ...frame.labels, ...Object.fromEntries(texts.map((field) => [field.name, field.values[group[0]!] ?? ""])) },
    fields: others.map((field) => ({ ...field, values: group.map((row) => field.values[row]) }) as Field),
  }))
}
