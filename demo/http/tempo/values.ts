// Values as the OTLP messages carry them.
import { durationText } from "#demo/traceql/durations.ts"
import type { Computed } from "#demo/traceql/spansets.ts"
import type { AttributeValue, Attributes } from "#demo/traceql/trace-store.ts"

export type AnyValue = { stringValue: string } | { boolValue: boolean } | { intValue: string } | { doubleValue: number }
export interface KeyValue {
  key: string
  value: AnyValue
}

function anyValue(value: AttributeValue): AnyValue {
  if (typeof value === "string") return { stringValue: value }
  if (typeof value === "boolean") return { boolValue: value }
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
}

/** `[{key, value: {stringValue}}]`. */
export const keyValues = (attributes: Attributes): KeyValue[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }))

/** Of what a query computed: durations are written out, nothing is "nil". */
export function computedKeyValue({ name, type, value }: Computed): KeyValue {
  if (value === undefined) return { key: name, value: { stringValue: "nil" } }
  if (typeof value !== "number") return { key: name, value: anyValue(value) }
  if (type === "duration") return { key: name, value: { stringValue: durationText(value) } }
  return { key: name, value: type === "float" ? { doubleValue: value } : anyValue(value) }
}
