import "server-only"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { openDatasource } from "#lib/datasource/store.ts"
import type { Frame } from "#lib/frame/frame.ts"
import { encodeFrames } from "#lib/frame/wire.ts"
import { errorBodyOf } from "#lib/http/error-answer.ts"
import { AppError } from "#lib/http/errors.ts"
import { createUpstream, type UpstreamSettings } from "#lib/http/upstream.ts"
import type { Language } from "#lib/language/language.ts"
import { MINUTE, SECOND } from "#lib/time/duration.ts"
import { panelLimits } from "./limits.ts"
import { planRead } from "./plan.ts"

export interface TailRequest {
  datasourceId: string
  query: Record<string, unknown>
  language: Language
  requestId: string
  signal: AbortSignal
}

/** Open tails of this process, and of one reader. */
const MOST_TAILS = 50
const MOST_OF_ONE = 5
/** A reader who lets more than this pile up is too slow and dropped. */
const MOST_WAITING_BYTES = 2 * 1024 * 1024
const HEARTBEAT_MS = 15 * SECOND

const open = new Map<string, number>()

/**
 * Live lines as server-sent events: `frame` (JSON of a frame), `error` (an ErrorBody, the last event), and comments as heartbeats.
 * @throws {AppError} forbidden, bad_request when the source has nothing to follow, rate_limited when too many tails are open
 */
export async function openTail(viewer: Viewer, request: TailRequest): Promise<Response> {
  authorise(viewer, "datasource:explore")
  const { kind, settings } = await openDatasource(request.datasourceId)
  const { tail } = kind
  if (!tail) throw new AppError("bad_request", "tailUnsupported", { kind: kind.label }, { safeForViewer: true })
  const query = kind.interpolate(request.query, {})
  const release = takePlace(viewer)
  const gone = new AbortController()
  const signal = AbortSignal.any([request.signal, gone.signal])
  const now = Date.now()
  const plan = planRead({ range: { fromMs: now - MINUTE, toMs: now }, reads: "stream" })
  const upstream = createUpstream(settings as UpstreamSettings, { signal, policy: "datasource" })
  const context = { upstream, signal, limits: panelLimits, range: plan.range, stepMs: plan.stepMs, maxDataPoints: plan.maxDataPoints }
  const reader = { viewer, language: request.language, requestId: request.requestId }
  const report = (error: unknown) => JSON.stringify(errorBodyOf(error, reader))
  const end = () => {
    gone.abort()
    release()
  }
  const events = new ReadableStream<Uint8Array>(
    {
      start: (controller) => void follow(tail(settings, query, context), controller, { signal, report }).finally(end),
      cancel: () => gone.abort(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING_BYTES }),
  )
  return new Response(events, { headers: { "content-type": "text/event-stream", "x-accel-buffering": "no" } })
}

interface Follow {
  signal: AbortSignal
  report: (error: unknown) => string
}

async function follow(frames: AsyncIterable<Frame>, controller: ReadableStreamDefaultController<Uint8Array>, { signal, report }: Follow) {
  const send = (text: string) => {
    if (signal.aborted) return
    if ((controller.desiredSize ?? 0) <= 0) throw new AppError("rate_limited", "tailTooSlow", {}, { safeForViewer: true })
    controller.enqueue(Buffer.from(text))
  }
  const heartbeat = setInterval(() => ((controller.desiredSize ?? 0) > 0 ? send(": here\n\n") : undefined), HEARTBEAT_MS)
  try {
    send(": here\n\n")
    for await (const frame of frames) send(`event: frame\ndata: ${[...encodeFrames([frame])].join("").slice(1, -1)}\n\n`)
  } catch (error) {
    if (!signal.aborted) controller.enqueue(Buffer.from(`event: error\ndata: ${report(error)}\n\n`))
  } finally {
    clearInterval(heartbeat)
    if (!signal.aborted) controller.close()
  }
}

function takePlace(viewer: Viewer): () => void {
  const key = viewer.kind === "user" || viewer.kind === "token" ? `${viewer.kind} ${viewer.id}` : viewer.kind
  const own = open.get(key) ?? 0
  const all = [...open.values()].reduce((sum, count) => sum + count, 0)
  if (own >= MOST_OF_ONE || all >= MOST_TAILS)
    throw new AppError("rate_limited", "tailsTooMany", { most: MOST_OF_ONE }, { safeForViewer: true })
  open.set(key, own + 1)
  return () => {
    const left = (open.get(key) ?? 1) - 1
    if (left > 0) open.set(key, left)
    else open.delete(key)
  }
}
