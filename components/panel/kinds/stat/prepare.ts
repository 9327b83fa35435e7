import type { PanelEnvironment } from "#components/panel/kind.ts"
import { isExemplars, seriesOf } from "#components/panel/series-of.ts"
import { seriesNames } from "#components/panel/series-name.ts"
import { showValue, type ShownValue } from "#components/panel/value-options.ts"
import type { Field, Frame, NumberColumn, TimeColumn } from "#lib/frame/frame.ts"
import { reduce } from "#lib/frame/reduce.ts"
import type { StatOptions } from "./options.ts"

export interface StatTile {
  name: string
  /** Not written; the name is for screen readers then. */
  named: boolean
  value: number | null
  shown: ShownValue
  background: boolean
  line?: { times: TimeColumn; values: NumberColumn }
}

export interface PreparedStat {
  tiles: StatTile[]
  /** Tiles that were left out: nobody reads the 200th big number. */
  more: number
}

const mostTiles = 60

/** One big number a series. */
export function prepareStat(frames: Frame[], options: StatOptions, environment: PanelEnvironment): PreparedStat {
  const series = [...seriesOf(frames), ...numbersOf(frames)]
  const named = options.names === "always" || (options.names === "auto" && series.length > 1)
  const tiles = series.slice(0, mostTiles).map((one) => {
    const value = numberOf(one.values, options)
    const shown = showValue(value, options, environment.locale, environment.timezone)
    const line = options.sparkline && one.times.length > 1 ? { times: one.times, values: one.values } : undefined
    return { name: one.name, named, value, shown: tinted(shown, value, options), background: options.colorMode === "background", line }
  })
  return { tiles, more: series.length - tiles.length }
}

/** A series of nothing but NaN is not silence: the source answered, with a word. */
function numberOf(values: NumberColumn, { reducer }: StatOptions): number | null {
  return (
    reduce(values, reducer) ?? (Array.from(values as ArrayLike<number | null>).some((value) => Number.isNaN(value)) ? Number.NaN : null)
  )
}

/** Nothing measured is grey, whatever the thresholds say of zero. */
function tinted(shown: ShownValue, value: number | null, options: StatOptions): ShownValue {
  if (value === null) return { ...shown, color: shown.color ?? "var(--bongsu-unknown)" }
  return options.colorMode === "none" ? { ...shown, color: undefined } : shown
}

/** Number columns of tables without time (an instant query, a count). */
function numbersOf(frames: Frame[]): { name: string; times: TimeColumn; values: NumberColumn }[] {
  const tables = frames.filter(
    (frame) => frame.shape === "table" && !isExemplars(frame) && !frame.fields.some((field) => field.type === "time"),
  )
  const columns = tables.flatMap((frame) =>
    frame.fields
      .filter((field): field is Extract<Field, { type: "number" }> => field.type === "number")
      .map((field) => ({ frame: { ...frame, name: frame.name ?? field.name }, field })),
  )
  const names = seriesNames(columns.map((column) => column.frame))
  return columns.map(({ field }, index) => ({ name: names[index] ?? "", times: [], values: field.values }))
}
