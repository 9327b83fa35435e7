import { setAttribute, type Attributes } from "./spans.ts"

export type Json = Record<string, unknown>

const MAX_DEPTH = 16

/** An id in hex (of the full length) or base64, as lower-case hex; "" for none. */
export function hexId(value: unknown, digits: 16 | 32): string {
  if (typeof value !== "string" || value === "") return ""
  const isHex = value.length === digits && /^[0-9a-f]+$/i.test(value)
  const hex = isHex ? value.toLowerCase() : Buffer.from(value, "base64").toString("hex")
  return /^0*$/.test(hex) ? "" : hex.padStart(digits, "0")
}

/** `[{key, value: {stringValue}}]` as an object. */
export function attributesOf(list: unknown, depth = 0): Attributes {
  const attributes: Attributes = {}
  for (const item of Array.isArray(list) ? (list as (Json | null)[]) : []) {
    if (typeof item?.key !== "string") continue
    setAttribute(attributes, item.key, anyValue(item.value, depth))
  }
  return attributes
}

/** OpenTelemetry's AnyValue in JSON: 64-bit integers come as text. */
export function anyValue(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null) return null
  const any = value as {
    stringValue?: string
    boolValue?: boolean
    intValue?: unknown
    doubleValue?: unknown
    bytesValue?: string
    arrayValue?: { values?: unknown[] }
    kvlistValue?: { values?: unknown[] }
  }
  if (any.stringValue !== undefined) return any.stringValue
  if (any.boolValue !== undefined) return any.boolValue
  if (any.intValue !== undefined) return Number(any.intValue)
  if (any.doubleValue !== undefined) return Number(any.doubleValue)
  if (any.bytesValue !== undefined) return any.bytesValue
  if (depth >= MAX_DEPTH) return null
  if (any.arrayValue) return (any.arrayValue.values ?? []).map((item) => anyValue(item, depth + 1))
  if (any.kvlistValue) return attributesOf(any.kvlistValue.values, depth + 1)
  return null
}
