import { painted } from "#components/ui/painted.ts"
import { api } from "#lib/http/api.ts"
import { decodeFrames } from "#lib/frame/wire.ts"
import type { PanelLine, PanelsQuery } from "#lib/query/schema.ts"
import type { Value } from "./choice.ts"
import { type EarlyPage, manner } from "./early-read.ts"
import type { ReadPanels } from "./panel-reads.ts"
import { takeEarly } from "./take-early.ts"

/**
 * Reads saved panels: one `POST /api/query` for all that are asked at once. The range goes out as text, so that a view-only link can be
 * held to its own; `headers` carry that link's token. The first reading of a page may be on its way already.
 */
export function readSaved(
  dashboardId: string,
  range: PanelsQuery["range"],
  variables: Record<string, Value>,
  headers?: Record<string, string>,
): ReadPanels {
  return async (panels, _, signal, onLine) => {
    const body: PanelsQuery = {
      dashboardId,
      panels: panels.map((panel) => panel.id),
      range,
      variables,
      maxDataPoints: Object.fromEntries(panels.map((panel) => [panel.id, panel.points])),
      ...manner,
    }
    const early = headers ? undefined : takeEarly(body, globalThis as unknown as EarlyPage, performance.now())
    if (early) signal.addEventListener("abort", early.stop, { once: true })
    await api.lines<PanelLine>("/api/query", body, {
      signal,
      headers,
      sent: early?.answer,
      onLine: (line) => {
        onLine("frames" in line ? { ...line, frames: decodeFrames(line.frames) } : line)
        // To read the whole of a long answer takes longer than to draw its first rows.
        return "more" in line ? painted() : undefined
      },
    })
  }
}
