import { z } from "zod"
import { type FormattedValue, formatValue } from "#lib/format/value.ts"

/** A name of the theme ("ok", "pending", "firing", …) or #hex. Anything else falls back to the accent. */
const Colour = z.string().max(32)

export const Thresholds = z.object({
  /** `percentage`: of the way from min to max. */
  mode: z.enum(["absolute", "percentage"]).default("absolute"),
  /** `value: null` is where everything begins (−∞). */
  steps: z
    .array(z.object({ value: z.number().nullable(), color: Colour }))
    .max(50)
    .default([]),
})
export type Thresholds = z.output<typeof Thresholds>

export const ValueMapping = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("value"), value: z.string().max(500), text: z.string().max(500), color: Colour.optional() }),
  z.object({
    kind: z.literal("range"),
    from: z.number().nullable(),
    to: z.number().nullable(),
    text: z.string().max(500),
    color: Colour.optional(),
  }),
  z.object({ kind: z.literal("special"), match: z.enum(["null", "nan", "infinite"]), text: z.string().max(500), color: Colour.optional() }),
])
export type ValueMapping = z.output<typeof ValueMapping>

/** Options of every kind that writes numbers. `title` and `description` are catalogue keys; `editor` asks the options column for a special one. */
export const valueOptions = {
  unit: z.string().max(64).default("").meta({ title: "panel.option.unit", description: "panel.option.unitHint", editor: "unit" }),
  decimals: z
    .int()
    .min(0)
    .max(15)
    .nullable()
    .default(null)
    .meta({ title: "panel.option.decimals", description: "panel.option.decimalsHint" }),
  min: z.number().nullable().default(null).meta({ title: "panel.option.min", description: "panel.option.minHint" }),
  max: z.number().nullable().default(null).meta({ title: "panel.option.max", description: "panel.option.maxHint" }),
  thresholds: Thresholds.default({ mode: "absolute", steps: [] }).meta({
    title: "panel.option.thresholds",
    description: "panel.option.thresholdsHint",
    editor: "thresholds",
  }),
  mappings: z.array(ValueMapping).max(200).default([]).meta({
    title: "panel.option.mappings",
    description: "panel.option.mappingsHint",
    editor: "mappings",
  }),
}

const Values = z.object(valueOptions)
export type ValueOptions = z.output<typeof Values>

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
