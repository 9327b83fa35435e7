import type { AlertRulePreview } from "#lib/alert-rule/schema.ts"

export interface PreviewSpan {
  fromMs: number
  toMs: number
  state: "pending" | "firing"
}

/** Spans in which any series waited or fired, overlapping ones joined: a hundred series make no hundred layers. */
export function spansOf(preview: Pick<AlertRulePreview, "instances" | "range">): PreviewSpan[] {
  const end = Date.parse(preview.range.to)
  return (["pending", "firing"] as const).flatMap((state) => {
    const raw = preview.instances
      .flatMap((instance) => (state === "firing" ? instance.firings : instance.pending))
      .map((span) => ({ fromMs: Date.parse(span.from), toMs: span.to === undefined ? end : Date.parse(span.to) }))
      .toSorted((a, b) => a.fromMs - b.fromMs)
    const joined: { fromMs: number; toMs: number }[] = []
    for (const span of raw) {
      const last = joined.at(-1)
      if (last && span.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, span.toMs)
      else joined.push({ ...span })
    }
    return joined.map((span) => ({ ...span, state }))
  })
}

/** Length of the longest firing in ms; one that still held at the end counts up to there. */
export function longestMs(preview: Pick<AlertRulePreview, "instances" | "range">): number {
  const end = Date.parse(preview.range.to)
  return Math.max(
    0,
    ...preview.instances.flatMap((instance) =>
      instance.firings.map((span) => (span.to === undefined ? end : Date.parse(span.to)) - Date.parse(span.from)),
    ),
  )
}
