import { differingLabels } from "#components/panel/series-name.ts"
import type { Field, Frame, Labels } from "#lib/frame/frame.ts"

/**
 * Everything a panel got as one table: series become a row each (their labels and the last value; a column a query), tables are put
 * under each other. Columns that one of them lacks stay empty there.
 */
export function joinFrames(frames: readonly Frame[]): Field[] {
  const series = frames.filter((frame) => frame.shape === "series")
  const tables = frames.filter((frame) => frame.shape !== "series")
  return stacked([...(series.length > 0 ? [seriesRows(series)] : []), ...tables.map((frame) => frame.fields)])
}

interface Row {
  labels: Labels
  time: number
  values: Map<string, number | null>
}

function seriesRows(series: readonly Frame[]): Field[] {
  const refs = [...new Set(series.map(columnOf))]
  const rows = new Map<string, Row>()
  for (const frame of series) {
    const { __name__, ...rest } = frame.labels
    // The metric's name tells rows apart only within one query; between queries it would keep them from meeting.
    const labels: Labels = refs.length === 1 && __name__ ? { __name__, ...rest } : rest
    const key = JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    const row = rows.get(key) ?? { labels, time: Number.NaN, values: new Map() }
    rows.set(key, row)
    const last = lastSample(frame)
    row.time = last.time
    row.values.set(columnOf(frame), last.value)
  }
  return rowFields([...rows.values()], refs)
}

function rowFields(rows: Row[], refs: string[]): Field[] {
  const all = rows.map((row) => row.labels)
  const names = [...new Set(all.flatMap((labels) => Object.keys(labels)))].toSorted()
  const differing = new Set(differingLabels(all))
  // What tells the rows apart comes first.
  const ordered = names.toSorted((a, b) => Number(differing.has(b)) - Number(differing.has(a)))
  return [
    ...ordered.map((name): Field => ({ name, type: "text", values: rows.map((row) => row.labels[name] ?? "") })),
    ...refs.map((ref): Field => ({ name: ref, type: "number", values: rows.map((row) => row.values.get(ref) ?? null) })),
    { name: "time", type: "time", values: rows.map((row) => row.time) },
  ]
}

function columnOf(frame: Frame): string {
  return frame.ref ?? "value"
}

function lastSample(frame: Frame): { time: number; value: number | null } {
  const time = frame.fields.find((field) => field.type === "time")
  const number = frame.fields.find((field) => field.type === "number")
  return { time: time?.values.at(-1) ?? Number.NaN, value: number?.values.at(-1) ?? null }
}

function stacked(tables: Field[][]): Field[] {
  if (tables.length < 2) return tables[0] ?? []
  const names = [...new Set(tables.flat().map((field) => field.name))]
  return names.map((name) => {
    const type = tables.flat().find((field) => field.name === name)?.type ?? "text"
    const values = tables.flatMap((fields): unknown[] => {
      const field = fields.find((one) => one.name === name && one.type === type)
      return field ? Array.from(field.values) : Array.from({ length: fields[0]?.values.length ?? 0 }, () => emptyOf(type))
    })
    return { name, type, values } as Field
  })
}

function emptyOf(type: Field["type"]): unknown {
  if (type === "time") return Number.NaN
  return type === "number" ? null : ""
}
