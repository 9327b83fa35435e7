/** What every source answers and every panel, alert rule and correlation reads. Columns, not rows. */

export type Labels = Record<string, string>

/** Epoch milliseconds, ascending. */
export type TimeColumn = number[] | Float64Array
/** `null` is a missing sample; NaN and ±Infinity are values that the source really sent. */
export type NumberColumn = (number | null)[] | Float64Array

export type Field =
  | { name: string; type: "time"; values: TimeColumn }
  | { name: string; type: "number"; values: NumberColumn }
  | { name: string; type: "text"; values: string[] }
  | { name: string; type: "json"; values: unknown[] }

export type FrameShape = "series" | "table" | "logs" | "spans"

/**
 * Data only: units, colours and names to show are a panel's decision.
 * - `series`: fields `time`, then one number field (`value`), or for heatmaps one number field a bucket; `labels` name the series (`__name__` kept).
 *   A native histogram has a further json field `histogram` ({count, sum, buckets: [rule, lo, hi, count][]}).
 * - `table`: any fields, one row an index.
 * - `logs`: fields `time`, `timestampNs` (text), `line` (text), `level` (text: critical|error|warn|info|debug|trace|unknown),
 *   `labels` (json: {stream, metadata, parsed}), `traceId` (text, 32 hex or ""), `spanId` (text, 16 hex or ""). Newest first.
 * - `spans`: one trace; fields `spanId`, `parentSpanId` (text, "" for a root), `service`, `name`, `kind`, `status` (text: unset|ok|error),
 *   `start` (time, fractional ms), `durationMs` (number), `attributes` (json) — attributes may be absent in a skeleton. `labels.traceId` names the trace.
 */
export interface Frame {
  /** The query that it answers ("A"). */
  ref?: string
  shape: FrameShape
  /** The legend that the query asks for, already filled in; absent: the panel derives one from the labels. */
  name?: string
  labels: Labels
  fields: Field[]
  /** Warnings of the source and cuts that we made, in plain words, shown at the panel. */
  notices: string[]
}

export function fieldOf<T extends Field["type"]>(frame: Frame, name: string, type: T): Extract<Field, { type: T }> | undefined {
  return frame.fields.find((field): field is Extract<Field, { type: T }> => field.name === name && field.type === type)
}

/** Number of rows (samples, lines, spans). */
export function rowCount(frame: Frame): number {
  return frame.fields[0]?.values.length ?? 0
}
