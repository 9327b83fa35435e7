import type { Frame } from "#lib/frame/frame.ts"

/** `GET /api/traces/{datasourceId}/{traceId}/logs`. */
export interface TraceLogsAnswer {
  /** Newest first, each line once. */
  frame: Frame
  /** Datasources that were asked; `error` is why one could not answer. */
  sources: { id: string; name: string; lines: number; error?: string }[]
  services: string[]
  /** Where was looked, epoch milliseconds. */
  window: { fromMs: number; toMs: number }
}
