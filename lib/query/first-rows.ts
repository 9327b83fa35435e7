import { type Field, type Frame, rowCount } from "#lib/frame/frame.ts"
import type { AnsweredPanel, PanelLine } from "./schema.ts"

/** Fewer times as many rows are as soon read as their beginning. */
const WORTH_TIMES = 4

/** The newest `count` log lines of each query, to go ahead of a panel's whole line; undefined where that comes as soon. */
export function firstRowsOf(line: PanelLine, count: number | undefined): AnsweredPanel | undefined {
  if (count === undefined || "error" in line) return undefined
  const { frames } = line
  if (!frames.every((frame) => frame.shape === "logs") || !frames.some((frame) => rowCount(frame) > count * WORTH_TIMES)) return undefined
  return { ...line, more: true, frames: frames.map((frame) => beginningOf(frame, count)) }
}

function beginningOf(frame: Frame, count: number): Frame {
  return { ...frame, fields: frame.fields.map((field) => ({ ...field, values: field.values.slice(0, count) }) as Field) }
}
