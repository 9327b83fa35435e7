import type { GridColumn, GridSort } from "#components/panel/grid-rows.ts"
import type { PanelEnvironment } from "#components/panel/kind.ts"
import { safeLink } from "#components/panel/safe-link.ts"
import { showValue, type ShownValue } from "#components/panel/value-options.ts"
import { formatTime } from "#lib/format/date.ts"
import type { Field, Frame } from "#lib/frame/frame.ts"
import { joinFrames } from "./join.ts"
import type { TableOptions } from "./options.ts"

export interface PreparedColumn extends GridColumn {
  /** Address to open for a row; http(s) only. */
  link?: (row: number) => string | undefined
  /** CSS colour of a row's cell. */
  color?: (row: number) => string | undefined
}

export interface PreparedTable {
  columns: PreparedColumn[]
  count: number
  colorMode: TableOptions["colorMode"]
  sort?: GridSort
}

const longestCell = 500

/** Columns with their texts, order and links, from whatever shape the frames have. */
export function prepareTable(frames: Frame[], options: TableOptions, environment: PanelEnvironment): PreparedTable {
  const fields = joinFrames(frames)
  const columns = fields.filter((field) => !options.columns[field.name]?.hidden).map((field) => columnOf(field, options, environment))
  return {
    columns,
    count: fields[0]?.values.length ?? 0,
    colorMode: options.colorMode,
    sort: columns.some((column) => column.key === options.sortBy) ? { key: options.sortBy, descending: options.descending } : undefined,
  }
}

function columnOf(field: Field, options: TableOptions, environment: PanelEnvironment): PreparedColumn {
  const own = options.columns[field.name]
  const base = { key: field.name, title: own?.title || field.name, width: own?.width }
  switch (field.type) {
    case "time":
      return {
        ...base,
        align: "start",
        text: (row) => timeText(field.values[row], environment),
        order: (row) => field.values[row] ?? Number.NaN,
      }
    case "number": {
      const merged = { ...options, unit: own?.unit ?? options.unit, decimals: own?.decimals ?? options.decimals }
      const show = (row: number): ShownValue => showValue(field.values[row], merged, environment.locale, environment.timezone)
      return {
        ...base,
        align: "end",
        text: (row) => show(row).full,
        order: (row) => field.values[row] ?? Number.NaN,
        color: options.colorMode === "none" ? undefined : (row) => show(row).color,
      }
    }
    case "text":
      return {
        ...base,
        align: "start",
        text: (row) => (field.values[row] ?? "").slice(0, longestCell),
        link: (row) => safeLink(field.values[row] ?? ""),
      }
    case "json":
      return { ...base, align: "start", text: (row) => jsonText(field.values[row]) }
  }
}

function timeText(timeMs: number | undefined, { timezone, locale }: PanelEnvironment): string {
  return timeMs === undefined || Number.isNaN(timeMs) ? "–" : formatTime(timeMs, timezone, locale)
}

function jsonText(value: unknown): string {
  return value === null || value === undefined ? "" : (typeof value === "string" ? value : JSON.stringify(value)).slice(0, longestCell)
}
