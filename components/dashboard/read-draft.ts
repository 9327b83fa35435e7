import { decodeFrames } from "#lib/frame/wire.ts"
import { ApiError, api } from "#lib/http/api.ts"
import type { Panel, PanelQuery } from "#lib/dashboard/schema.ts"
import type { ExploreAnswer, ExploreQuery, PanelLine, PanelsQuery } from "#lib/query/schema.ts"
import { type Value, valuesOf } from "./choice.ts"

/** Reads a panel as it stands in the editor: each shown query by itself, their frames put together as the saved panel's would be. */
export async function readDraft(
  panel: Panel,
  points: number,
  range: PanelsQuery["range"],
  variables: Record<string, Value>,
  signal: AbortSignal,
): Promise<PanelLine> {
  try {
    const shown = panel.queries.filter((query) => !query.hidden && isWritten(query))
    const answers = await Promise.all(shown.map((query) => ask(panel, query, points, range, variables, signal)))
    return {
      panelId: panel.id,
      frames: answers.flatMap((answer) => answer.frames),
      notices: answers.flatMap((answer) => answer.notices),
      meta: {
        queriedMs: Math.max(0, ...answers.map((answer) => answer.meta.queriedMs)),
        cached: answers.length > 0 && answers.every((answer) => answer.meta.cached),
        stepMs: Math.max(0, ...answers.map((answer) => answer.meta.stepMs)),
        truncated: answers.find((answer) => answer.meta.truncated)?.meta.truncated,
      },
    }
  } catch (error) {
    if (!(error instanceof ApiError) || error.code === "network") throw error
    return { panelId: panel.id, error: { code: error.code, message: error.message, requestId: error.requestId } }
  }
}

async function ask(
  panel: Panel,
  { ref, hidden: _hidden, datasourceId, ...query }: PanelQuery,
  points: number,
  range: PanelsQuery["range"],
  variables: Record<string, Value>,
  signal: AbortSignal,
): Promise<ExploreAnswer> {
  const body: ExploreQuery = {
    datasourceId: resolve(datasourceId ?? panel.datasourceId ?? "", variables),
    query,
    range,
    variables,
    maxDataPoints: panel.maxDataPoints ?? Math.min(points, 11_000),
    minInterval: panel.minInterval,
  }
  const answer = await api.post<ExploreAnswer>("/api/explore/query", body, { signal })
  return { ...answer, frames: decodeFrames(answer.frames).map((frame) => ({ ...frame, ref })) }
}

/** A query that nobody has typed yet is not sent. */
function isWritten(query: PanelQuery): boolean {
  const own = new Set(["ref", "hidden", "datasourceId"])
  return Object.entries(query).some(([key, value]) => !own.has(key) && typeof value === "string" && value.trim() !== "")
}

function resolve(datasourceId: string, variables: Record<string, Value>): string {
  const name = /^\$\{?(\w+)\}?$/.exec(datasourceId)?.[1]
  return name ? (valuesOf(variables[name])[0] ?? datasourceId) : datasourceId
}
