import { api } from "#lib/http/api.ts"
import { decodeFrames } from "#lib/frame/wire.ts"
import type { PanelLine, PanelsQuery } from "#lib/query/schema.ts"
import type { Value } from "./choice.ts"
import type { ReadPanels } from "./panel-reads.ts"

/**
 * Reads saved panels: one `POST /api/query` for all that are asked at once. The range goes out as text, so that a view-only link can be
 * held to its own; `headers` carry that link's token.
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
    }
    await api.lines<PanelLine>("/api/query", body, {
      signal,
      headers,
      onLine: (line) => onLine("frames" in line ? { ...line, frames: decodeFrames(line.frames) } : line),
    })
  }
}
