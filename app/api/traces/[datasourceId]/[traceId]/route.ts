import { route } from "#lib/http/route.ts"
import { TraceParams, TraceRange } from "#lib/query/schema.ts"
import { streamAnswer } from "#lib/query/stream.ts"
import { readSkeleton, traceRange } from "#lib/query/trace.ts"
import { encodeTrace } from "#lib/query/words.ts"

export const GET = route(
  {
    summary: "All spans of a trace, without their attributes",
    can: "panel:query",
    params: TraceParams,
    query: TraceRange,
    produces: "application/json",
  },
  async (viewer, { params, query, request, signal }) => {
    const frame = await readSkeleton(viewer, { ...params, range: traceRange(query, Date.now()), signal })
    return streamAnswer(request, "application/json", () => [encodeTrace(frame)])
  },
)
