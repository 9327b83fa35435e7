import "server-only"
import type { Limits, QueryContext } from "#lib/datasource/kind.ts"
import { inSlices } from "#lib/datasource/in-slices.ts"
import { openDatasource } from "#lib/datasource/store.ts"
import type { Frame } from "#lib/frame/frame.ts"
import { AppError } from "#lib/http/errors.ts"
import { createUpstream } from "#lib/http/upstream.ts"
import { zoneOffsetMs } from "#lib/time/zone.ts"
import { builtIns, replaceBuiltIns } from "./built-in.ts"
import type { Lane } from "./gate.ts"
import { asQuery } from "./invalid.ts"
import { alertLimits, applyLimits, type Cut, panelLimits } from "./limits.ts"
import { type Plan, planRead, readKey, type VariableValues } from "./plan.ts"
import { gate, inFlight } from "./traffic.ts"

export interface ReadRequest {
  datasourceId: string
  /** As saved; its kind checks it. */
  query: Record<string, unknown>
  /** Epoch milliseconds; an alert passes its slot's time as both. */
  range: { fromMs: number; toMs: number }
  maxDataPoints?: number
  minIntervalMs?: number
  variables?: VariableValues
  limits?: Partial<Limits>
  lane: Lane
  signal: AbortSignal
  /** IANA zone whose midnight steps begin at; UTC. */
  timezone?: string
}

export interface ReadAnswer {
  /** Shared with other readers of the same data: never change them. */
  frames: Frame[]
  /** Warnings of the source. */
  notices: string[]
  meta: { queriedMs: number; cached: boolean; stepMs: number; cuts: Cut[] }
}

type Opened = Awaited<ReturnType<typeof openDatasource>>

/**
 * The one way to read a datasource: plans step and times, fills in variables, joins identical reads, waits for a place, reads, and
 * cuts what is too much (`meta.cuts` says what). Nothing is ever cut from what an alert reads.
 * @throws {AppError} bad_request for a query its kind refuses; not_found for a datasource that is gone; what the source answered; too_large for an alert that reads too much
 */
export async function read(request: ReadRequest): Promise<ReadAnswer> {
  const startedAt = performance.now()
  const datasource = await openDatasource(request.datasourceId)
  const { query, plan } = asQuery(() => prepare(request, datasource))
  const limits = { ...(request.lane === "alert" ? alertLimits : panelLimits), ...request.limits }
  const key = readKey(datasource, query, plan, [limits, request.lane])
  const answer = await inFlight.join(key, request.signal, (signal) =>
    gate.pass(datasource.id, request.lane, signal, (alone) =>
      runKind(datasource, query, plan, { limits, signal, alone: alone && request.lane !== "alert" }),
    ),
  )
  const [cut] = answer.meta.cuts
  if (cut && request.lane === "alert") throw new AppError("too_large", "alertReadCut", { kept: cut.kept, total: cut.total })
  return { ...answer, meta: { ...answer.meta, queriedMs: Math.round(performance.now() - startedAt) } }
}

/** The query with every variable filled in and the plan it runs by. */
function prepare(request: ReadRequest, { kind, settings }: Opened): { query: unknown; plan: Plan } {
  const base = { range: request.range, maxDataPoints: request.maxDataPoints, minIntervalMs: request.minIntervalMs }
  const planFor = (query: unknown): Plan =>
    planRead({
      ...base,
      minStepMs: kind.minStepMs(settings, query),
      reads: kind.reads(query),
      exact: request.lane === "alert",
      zoneOffsetMs: request.timezone ? zoneOffsetMs(request.timezone, request.range.toMs) : 0,
    })
  const fill = (plan: Plan) => replaceBuiltIns(request.query, builtIns(plan, request.range, request.timezone))
  // A min step may itself be "$__rate_interval": it is filled in from a plan that does not know it yet.
  const first = fill(planRead({ ...base, reads: "step" }))
  const plan = planFor(kind.interpolate(first, request.variables ?? {}))
  return { plan, query: kind.interpolate(fill(plan), request.variables ?? {}) }
}

type Manner = Pick<QueryContext, "limits" | "signal" | "alone">

async function runKind(datasource: Opened, query: unknown, { range, stepMs, maxDataPoints }: Plan, manner: Manner) {
  const upstream = createUpstream(datasource.settings, { signal: manner.signal, policy: "datasource" })
  const read = await datasource.kind.run(datasource.settings, query, { ...manner, upstream, range, stepMs, maxDataPoints })
  const { frames, cuts } = await inSlices(applyLimits(read, manner.limits), manner.signal)
  const notices = [...new Set(frames.flatMap((frame) => frame.notices))]
  return { frames, notices, meta: { queriedMs: 0, cached: false, stepMs, cuts } }
}
