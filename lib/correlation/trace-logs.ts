import "server-only"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { listDatasources, openDatasource } from "#lib/datasource/store.ts"
import type { Frame } from "#lib/frame/frame.ts"
import { read } from "#lib/query/run.ts"
import { readSkeleton, type TraceRead } from "#lib/query/trace.ts"
import { mergeLogs, traceLogsWindow, traceSummary } from "./links.ts"
import type { TraceLogsAnswer } from "./schema.ts"

const mostSources = 10
const mostLines = 2000

/**
 * Lines that belong to a trace, from every datasource that holds logs. One that fails is named and the others still answer.
 * @param explain an error in the reader's words
 * @throws {AppError} not_found for an unknown trace; what reading it throws
 */
export async function readTraceLogs(viewer: Viewer, request: TraceRead, explain: (error: unknown) => string): Promise<TraceLogsAnswer> {
  authorise(viewer, "panel:query")
  const skeleton = await readSkeleton(viewer, request)
  const { services, ...range } = traceSummary(skeleton)
  const window = traceLogsWindow(range)
  const traceId = skeleton.labels.traceId ?? request.traceId.toLowerCase().padStart(32, "0")
  const { items } = await listDatasources(viewer, { limit: 500 })
  const answers = await Promise.all(items.map((source) => readSource(source, { traceId, services }, window, request.signal, explain)))
  const asked = answers.filter((answer) => answer !== undefined).slice(0, mostSources)
  return {
    frame: mergeLogs(asked.flatMap((answer) => answer.frames)),
    sources: asked.map(({ frames: _frames, ...source }) => source),
    services,
    window,
  }
}

type SourceAnswer = TraceLogsAnswer["sources"][number] & { frames: Frame[] }

/** Undefined for a datasource that holds no logs. */
async function readSource(
  { id, name }: { id: string; name: string },
  about: { traceId: string; services: string[] },
  range: { fromMs: number; toMs: number },
  signal: AbortSignal,
  explain: (error: unknown) => string,
): Promise<SourceAnswer | undefined> {
  try {
    const { kind, settings } = await openDatasource(id)
    if (!kind.logsOfTrace) return undefined
    const queries = kind.logsOfTrace(settings, about)
    const answers = await Promise.all(
      queries.map((query) => read({ datasourceId: id, query, range, lane: "panel", limits: { lines: mostLines }, signal })),
    )
    const frames = answers.flatMap((answer) => answer.frames)
    return { id, name, lines: frames.reduce((sum, frame) => sum + (frame.fields[0]?.values.length ?? 0), 0), frames }
  } catch (error) {
    if (signal.aborted) throw error
    return { id, name, lines: 0, error: explain(error), frames: [] }
  }
}
