// The world can tell of any instant; a server knows of none that is still to come.
import type { LogStore } from "#demo/logql/log-store.ts"

export function untilNow(store: LogStore, nowMs: number): LogStore {
  const end = Math.floor(nowMs) + 1
  return {
    select: (matchers, fromMs, toMs) => {
      if (fromMs >= end) return []
      if (toMs <= end) return store.select(matchers, fromMs, toMs)
      return store.select(matchers, fromMs, end).map(({ labels, templates }) => ({
        labels,
        templates: templates.map((template) => ({
          name: template.name,
          count: (from: number, to: number) => (from < end ? template.count(from, Math.min(to, end)) : 0),
          lines: (from: number, to: number, direction: "forward" | "backward") =>
            from < end ? template.lines(from, Math.min(to, end), direction) : [],
        })),
      }))
    },
  }
}
