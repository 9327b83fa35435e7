import { readTraceLogs } from "#lib/correlation/trace-logs.ts"
import { errorBodyOf } from "#lib/http/error-answer.ts"
import { route } from "#lib/http/route.ts"
import { TraceParams, TraceRange } from "#lib/query/schema.ts"
import { traceRange } from "#lib/query/trace.ts"

export const GET = route(
  { summary: "Log lines that belong to a trace", can: "panel:query", params: TraceParams, query: TraceRange },
  (viewer, { params, query, signal, language, requestId }) =>
    readTraceLogs(
      viewer,
      { ...params, range: traceRange(query, Date.now()), signal },
      (error) => errorBodyOf(error, { viewer, language, requestId }).message,
    ),
)
