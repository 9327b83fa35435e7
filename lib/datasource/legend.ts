import type { Labels } from "#lib/frame/frame.ts"

/** `metric{a="x", b="y"}` with the labels in order; "{}" for a series without any. */
export function seriesName(labels: Labels): string {
  const { __name__: name = "", ...rest } = labels
  const parts = Object.keys(rest)
    .toSorted()
    .map((key) => `${key}=${JSON.stringify(rest[key])}`)
  return parts.length > 0 || name === "" ? `${name}{${parts.join(", ")}}` : name
}

/**
 * Fills `{{label}}` of a legend; a label that the series lacks becomes nothing. Without a format, and for "__auto", the panel decides (undefined).
 */
export function legendOf(format: string | undefined, labels: Labels): string | undefined {
  if (!format || format === "__auto") return undefined
  return format.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, label: string) => (Object.hasOwn(labels, label) ? (labels[label] ?? "") : ""))
}
