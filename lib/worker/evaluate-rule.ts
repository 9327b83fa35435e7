import "server-only"
import { instancesById, type ClaimedGroup, type ClaimedRule } from "#lib/alert-rule/claim.ts"
import { healthAlert, outcomeOf } from "#lib/alert-rule/evaluate.ts"
import { instanceId } from "#lib/alert-rule/fingerprint.ts"
import type { Instance } from "#lib/alert-rule/instance.ts"
import { encodeProblem, encodeTimeout } from "#lib/alert-rule/problem.ts"
import { type Outcome, step, type StepResult, type StepRule } from "#lib/alert-rule/step.ts"
import { topComparison } from "#lib/alert-rule/threshold.ts"
import { workerPool } from "#lib/db/pool.ts"
import { env } from "#lib/env.ts"
import type { Frame } from "#lib/frame/frame.ts"
import { metrics } from "#lib/metrics.ts"
import { read } from "#lib/query/run.ts"
import { parseDuration } from "#lib/time/duration.ts"

/** A look that takes longer is no look. */
const LOOK_MS = 30_000
/** For the value at resolve: nice to have, so nobody waits long for it. */
const RESOLVE_VALUE_MS = 2_000

export interface RuleEvaluation {
  rule: ClaimedRule
  slotMs: number
  startedAtMs: number
  durationMs: number
  series: number
  /** `encodeProblem` */
  error: string | null
  result: StepResult
}

/** Reads, decides, and asks for the values of what is over; writes nothing. Never throws: a failure is an outcome. */
export async function evaluateRule(rule: ClaimedRule, group: ClaimedGroup, signal: AbortSignal): Promise<RuleEvaluation> {
  const startedAtMs = Date.now()
  const started = performance.now()
  const looked = await look(rule, group.slotMs, signal)
  const previous = await withReturning(rule, looked.outcome)
  const input = {
    rule: stepRule(rule, group.intervalMs),
    previous,
    outcome: looked.outcome,
    nowMs: group.slotMs,
    lastEvaluatedMs: rule.lastEvaluatedMs,
    lastOkMs: rule.lastOkMs,
  }
  const result = await withResolveValues(rule, step(input), group.slotMs, signal)
  const durationMs = performance.now() - started
  metrics.evaluations.inc({ health: result.health })
  metrics.evaluationSeconds.observe(durationMs / 1000)
  return { rule, slotMs: group.slotMs, startedAtMs, durationMs, series: looked.series, error: looked.error, result }
}

export function stepRule({ document, edited }: Pick<ClaimedRule, "document" | "edited">, intervalMs: number): StepRule {
  return {
    intervalMs,
    forMs: parseDuration(document.for),
    keepFiringForMs: parseDuration(document.keepFiringFor),
    noData: document.noData,
    onError: document.onError,
    noDataForMs: parseDuration(document.noDataFor),
    errorForMs: parseDuration(document.errorFor),
    missingEvaluationsToResolve: document.missingEvaluationsToResolve,
    absentIsFalse: document.condition === undefined,
    edited,
  }
}

interface Looked {
  outcome: Outcome
  series: number
  error: string | null
}

async function look(rule: ClaimedRule, slotMs: number, signal: AbortSignal): Promise<Looked> {
  const { document } = rule
  const deadline = AbortSignal.timeout(LOOK_MS)
  const limited = AbortSignal.any([signal, deadline])
  try {
    const frames = await readAt(rule, document.query.expr, slotMs, limited)
    const outcome = outcomeOf(frames, document, env().publicUrl)
    if ("key" in outcome) return failed(rule, JSON.stringify(outcome))
    const isBlind = outcome.kind === "ok" && frames.length === 0 && (await measuresNothing(rule, slotMs, limited))
    if (!isBlind) return { outcome, series: frames.length, error: null }
    return { outcome: { kind: "nodata", alert: healthAlert(document, "nodata", env().publicUrl) }, series: 0, error: null }
  } catch (error) {
    return failed(rule, deadline.aborted ? encodeTimeout(LOOK_MS / 1000) : encodeProblem(error))
  }
}

function failed({ document }: ClaimedRule, error: string): Looked {
  return { outcome: { kind: "error", reason: error, alert: healthAlert(document, "error", env().publicUrl) }, series: 0, error }
}

async function readAt(rule: ClaimedRule, expr: string, slotMs: number, signal: AbortSignal): Promise<Frame[]> {
  const query = { mode: "instant", ...rule.document.query, expr }
  const { frames } = await read({ datasourceId: rule.datasourceId, query, range: { fromMs: slotMs, toMs: slotMs }, lane: "alert", signal })
  return frames
}

/** A rule that wants to hear of missing data, and whose answer is empty: is it that nothing breaches, or that nothing is there? */
async function measuresNothing({ document, ...rule }: ClaimedRule, slotMs: number, signal: AbortSignal): Promise<boolean> {
  if (document.noData !== "alert" || document.condition) return false
  const comparison = topComparison(document.query.expr)
  return comparison !== undefined && (await readAt({ document, ...rule }, comparison.valueExpr, slotMs, signal)).length === 0
}

/** Series that were here before carry on counting their episodes. */
async function withReturning(rule: ClaimedRule, outcome: Outcome): Promise<Instance[]> {
  const known = new Set(rule.instances.map((instance) => instance.fingerprint))
  const named = outcome.kind === "ok" ? outcome.samples.filter((sample) => sample.holds) : [outcome.alert]
  const unknown = named.map((one) => one.fingerprint).filter((print) => !known.has(print))
  if (unknown.length === 0) return rule.instances
  const found = await instancesById(
    workerPool,
    unknown.map((print) => instanceId(rule.id, print)),
  )
  return [...rule.instances, ...found]
}

/** The value that an alert ends with: the left side of the comparison as it is now, best effort. */
async function withResolveValues(rule: ClaimedRule, result: StepResult, slotMs: number, signal: AbortSignal): Promise<StepResult> {
  const isOver = result.transitions.some((one) => one.to === "inactive" && one.from !== "pending" && one.reason === "missing")
  const comparison = isOver && !rule.document.condition ? topComparison(rule.document.query.expr) : undefined
  if (!comparison) return result
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(RESOLVE_VALUE_MS)])
    const outcome = outcomeOf(await readAt(rule, comparison.valueExpr, slotMs, limited), rule.document)
    const samples = "kind" in outcome && outcome.kind === "ok" ? outcome.samples : []
    const values = new Map(samples.map((sample) => [sample.fingerprint, sample.value]))
    const changed = result.changed.map((one) => (one.state === "inactive" ? { ...one, value: values.get(one.fingerprint) ?? null } : one))
    return { ...result, changed }
  } catch {
    return { ...result, changed: result.changed.map((one) => (one.state === "inactive" ? { ...one, value: null } : one)) }
  }
}
