import { route } from "#lib/http/route.ts"
import { SpansQuery, TraceParams } from "#lib/query/schema.ts"
import { streamAnswer } from "#lib/query/stream.ts"
import { readSpans, traceRange } from "#lib/query/trace.ts"
import { encodeTrace } from "#lib/query/words.ts"

export const GET = route(
  {
    summary: "Some spans of a trace with attributes and events",
    can: "panel:query",
    params: TraceParams,
    query: SpansQuery,
    produces: "application/json",
  },
  async (viewer, { params, query: { ids, ...range }, request, signal }) => {
    const frame = await readSpans(viewer, { ...params, range: traceRange(range, Date.now()), signal }, ids)
    return streamAnswer(request, "application/json", () => [encodeTrace(frame)])
  },
)
