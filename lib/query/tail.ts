import "server-only"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { openDatasource } from "#lib/datasource/store.ts"
import { errorBodyOf } from "#lib/http/error-answer.ts"
import { AppError } from "#lib/http/errors.ts"
import { createUpstream } from "#lib/http/upstream.ts"
import type { Language } from "#lib/language/language.ts"
import { MINUTE, SECOND } from "#lib/time/duration.ts"
import { eventStream } from "./event-stream.ts"
import { asQuery } from "./invalid.ts"
import { panelLimits } from "./limits.ts"
import { planRead } from "./plan.ts"

export interface TailRequest {
  datasourceId: string
  query: Record<string, unknown>
  language: Language
  requestId: string
  signal: AbortSignal
  /** Who asks, read again: access may be gone while the tail is open. */
  again: () => Promise<Viewer>
}

/** Open tails of this process, and of one reader. */
const MOST_TAILS = 50
const MOST_OF_ONE = 5
const open = new Map<string, number>()
const LOOK_AGAIN_MS = 3 * SECOND

/**
 * Live lines as server-sent events, see `eventStream`.
 * @throws {AppError} forbidden, bad_request when the source has nothing to follow, rate_limited when too many tails are open
 */
export async function openTail(viewer: Viewer, request: TailRequest): Promise<Response> {
  authorise(viewer, "datasource:explore")
  const { kind, settings } = await openDatasource(request.datasourceId)
  const { tail } = kind
  if (!tail) throw new AppError("bad_request", "tailUnsupported", { kind: kind.label }, { safeForViewer: true })
  const query = asQuery(() => kind.interpolate(request.query, {}))
  const now = Date.now()
  const { range, stepMs, maxDataPoints } = planRead({ range: { fromMs: now - MINUTE, toMs: now }, reads: "stream" })
  const reader = { viewer, language: request.language, requestId: request.requestId }
  const events = eventStream({
    frames: (reading) => {
      const signal = AbortSignal.any([reading, lostAccess(request.again, reading)])
      const upstream = createUpstream(settings, { signal, policy: "datasource" })
      return tail(settings, query, { upstream, signal, limits: panelLimits, range, stepMs, maxDataPoints })
    },
    signal: request.signal,
    report: (error) => JSON.stringify(errorBodyOf(error, reader)),
    onEnd: takePlace(viewer),
  })
  return new Response(events, { headers: { "content-type": "text/event-stream", "x-accel-buffering": "no" } })
}

/** Aborts soon after the reader may not follow any more. Looks until `reading` aborts. */
function lostAccess(again: () => Promise<Viewer>, reading: AbortSignal): AbortSignal {
  const lost = new AbortController()
  const timer = setInterval(() => {
    again()
      .then((viewer) => authorise(viewer, "datasource:explore"))
      .catch((error: unknown) => lost.abort(error))
  }, LOOK_AGAIN_MS)
  reading.addEventListener("abort", () => clearInterval(timer), { once: true })
  return lost.signal
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
