import type { DatasourceKindView, DatasourceView } from "#lib/datasource/schema.ts"
import { type Frame } from "#lib/frame/frame.ts"
import { decodeFrames } from "#lib/frame/wire.ts"
import { api, ApiError } from "#lib/http/api.ts"
import type { TraceAnswer } from "#lib/query/schema.ts"

/**
 * Datasources that may hold a trace which was named beside `datasourceId`: itself when it holds traces at all, else all that do.
 * A log line or an exemplar knows the id, not the store.
 */
export function traceSources(
  datasourceId: string,
  sources: Pick<DatasourceView, "id" | "kind">[],
  kinds: Pick<DatasourceKindView, "name" | "traces">[],
): string[] {
  const holding = sources.filter((source) => kinds.some((kind) => kind.name === source.kind && kind.traces)).map((source) => source.id)
  return holding.includes(datasourceId) || holding.length === 0 ? [datasourceId] : holding
}

export interface FoundIn {
  datasourceId: string
  frame: Frame
}

/** The trace from the first datasource that knows it. @throws {ApiError} of the last one when none does */
export async function findTrace(sources: string[], traceId: string, signal: AbortSignal): Promise<FoundIn> {
  let failure: unknown
  for (const datasourceId of sources) {
    try {
      const answer = await api.get<TraceAnswer>(`/api/traces/${encodeURIComponent(datasourceId)}/${encodeURIComponent(traceId)}`, {
        signal,
      })
      return { datasourceId, frame: decodeFrames([answer.frame])[0]! }
    } catch (error) {
      if (!(error instanceof ApiError) || signal.aborted) throw error
      failure = error
    }
  }
  throw failure
}
