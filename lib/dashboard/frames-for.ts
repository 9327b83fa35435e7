import type { Frame } from "#lib/frame/frame.ts"

export interface Answered {
  frames: Frame[]
  ref: string
  /** As saved; its texts must not come back to readers who may not see queries. */
  query: Record<string, unknown>
  /** Whether the reader may see queries and what the source says about them. */
  details: boolean
}

/**
 * Frames as they go to a reader. Without `details` the source's own words stay behind, and so does a name that is the query itself
 * (what a source calls a series that has no name and no labels).
 */
export function framesFor({ frames, ref, query, details }: Answered): Frame[] {
  if (details) return frames.map((frame) => ({ ...frame, ref }))
  const secret = new Set(textsOf(query))
  return frames.map(({ shape, name, labels, fields }) => ({
    ref,
    shape,
    ...(name === undefined || secret.has(name.trim()) ? {} : { name }),
    labels,
    fields,
    notices: [],
  }))
}

/** A legend is written to be shown. */
function textsOf(query: Record<string, unknown>): string[] {
  return Object.entries(query).flatMap(([key, value]) => (typeof value === "string" && key !== "legend" ? [value.trim()] : []))
}
