import { type FormattedValue, formatValue } from "#lib/format/value.ts"
import { listOf, objectOf, oneOf, type Option, optionalAmount, orNull, type Read, shaped, upTo, within, words } from "./options.ts"

export interface Thresholds {
  /** `percentage`: of the way from min to max. */
  mode: "absolute" | "percentage"
  /**
   * `value: null` is where everything begins (−∞). `color` is a name of the theme ("ok", "pending", "firing", …) or #hex; anything
   * else falls back to the accent.
   */
  steps: { value: number | null; color: string }[]
}

export type ValueMapping = { text: string; color?: string } & (
  | { kind: "value"; value: string }
  | { kind: "range"; from: number | null; to: number | null }
  | { kind: "special"; match: "null" | "nan" | "infinite" }
)

const colour = upTo(32)
const number = within({})
export const noThresholds: Thresholds = { mode: "absolute", steps: [] }

export const readThresholds: Read<Thresholds> = (value) => {
  const given = objectOf(
    {},
    {
      mode: oneOf(["absolute", "percentage"]),
      steps: listOf(objectOf({ value: orNull(number), color: colour }, {}), 50),
    },
  )(value)
  return given && { ...noThresholds, ...given }
}

const [text, color] = [upTo(500), colour]
const mappingKinds: Record<string, Read<ValueMapping>> = {
  value: objectOf({ kind: oneOf(["value"]), value: upTo(500), text }, { color }),
  range: objectOf({ kind: oneOf(["range"]), from: orNull(number), to: orNull(number), text }, { color }),
  special: objectOf({ kind: oneOf(["special"]), match: oneOf(["null", "nan", "infinite"]), text }, { color }),
}
const readMapping: Read<ValueMapping> = (value) => {
  const kind = objectOf({ kind: oneOf(["value", "range", "special"]) }, {})(value)?.kind
  return kind && mappingKinds[kind]?.(value)
}
export const readMappings = listOf(readMapping, 200)

/** Options of every kind that writes numbers. */
export interface ValueOptions {
  unit: string
  decimals: number | null
  min: number | null
  max: number | null
  thresholds: Thresholds
  mappings: ValueMapping[]
}

/** `title` and `description` are catalogue keys; `editor` asks the options column for a special one. */
export const valueOptions: { [Name in keyof ValueOptions]: Option<ValueOptions[Name]> } = {
  unit: words(64, "", { title: "panel.option.unit", description: "panel.option.unitHint", editor: "unit" }),
  decimals: optionalAmount({ min: 0, max: 15, whole: true }, { title: "panel.option.decimals", description: "panel.option.decimalsHint" }),
  min: optionalAmount({}, { title: "panel.option.min", description: "panel.option.minHint" }),
  max: optionalAmount({}, { title: "panel.option.max", description: "panel.option.maxHint" }),
  thresholds: shaped(readThresholds, noThresholds, {
    title: "panel.option.thresholds",
    description: "panel.option.thresholdsHint",
    editor: "thresholds",
  }),
  mappings: shaped(readMappings, [], {
    title: "panel.option.mappings",
    description: "panel.option.mappingsHint",
    editor: "mappings",
  }),
}

export interface ShownValue extends FormattedValue {
  /** CSS colour of the mapping or the threshold that applies. */
  color?: string
}

/** A number as the panel's options want it shown. A mapping's text wins over the number, its colour over the threshold's. */
export function showValue(value: number | null | undefined, options: ValueOptions, locale: "en" | "ko", timezone?: string): ShownValue {
  const mapping = options.mappings.find((one) => applies(one, value))
  const color = mapping?.color ?? (value == null ? undefined : thresholdOf(value, options)?.color)
  const format = { unit: options.unit, decimals: options.decimals ?? undefined, timezone }
  const shown = mapping?.text ? { text: mapping.text, suffix: "", full: mapping.text } : formatValue(value, format, locale)
  return { ...shown, color: color === undefined ? undefined : cssColour(color) }
}

/** The step that a value has reached; NaN and infinities below the first step reach none. */
export function thresholdOf(
  value: number,
  options: Pick<ValueOptions, "thresholds" | "min" | "max">,
): { value: number; color: string } | undefined {
  return absoluteSteps(options).findLast((step) => value >= step.value)
}

/** Steps in values, ascending; percentages are taken from min to max (0 to 100 where those are not set). */
export function absoluteSteps({
  thresholds,
  min,
  max,
}: Pick<ValueOptions, "thresholds" | "min" | "max">): { value: number; color: string }[] {
  const [low, high] = [min ?? 0, max ?? 100]
  const scaled = (value: number) => (thresholds.mode === "percentage" ? low + (value / 100) * (high - low) : value)
  return thresholds.steps
    .map((step) => ({ value: step.value === null ? Number.NEGATIVE_INFINITY : scaled(step.value), color: step.color }))
    .toSorted((a, b) => a.value - b.value)
}

const names: Record<string, string> = {
  firing: "var(--bongsu-firing)",
  pending: "var(--bongsu-pending)",
  recovering: "var(--bongsu-recovering)",
  ok: "var(--bongsu-ok)",
  unknown: "var(--bongsu-unknown)",
  accent: "var(--bongsu-accent)",
  text: "var(--bongsu-text)",
}
/** What the colour of an option may be called. */
export const colourNames = Object.keys(names)

/** CSS for a stored colour; nothing but our names and #hex gets through. */
export function cssColour(colour: string): string {
  if (/^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(colour)) return colour
  return Object.hasOwn(names, colour) ? names[colour]! : "var(--bongsu-accent)"
}

function applies(mapping: ValueMapping, value: number | null | undefined): boolean {
  switch (mapping.kind) {
    case "value":
      return value != null && (mapping.value === String(value) || (mapping.value.trim() !== "" && Number(mapping.value) === value))
    case "range":
      return value != null && value >= (mapping.from ?? Number.NEGATIVE_INFINITY) && value <= (mapping.to ?? Number.POSITIVE_INFINITY)
    case "special":
      if (mapping.match === "null") return value == null
      return value != null && (mapping.match === "nan" ? Number.isNaN(value) : Math.abs(value) === Number.POSITIVE_INFINITY)
  }
}
