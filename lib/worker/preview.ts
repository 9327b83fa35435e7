import "server-only"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { checkRule } from "#lib/alert-rule/check.ts"
import { thresholdOf } from "#lib/alert-rule/message-alert.ts"
import { type Change, countMessages, replay } from "#lib/alert-rule/preview.ts"
import type { AlertRuleDocument, AlertRulePreview } from "#lib/alert-rule/schema.ts"
import { topComparison } from "#lib/alert-rule/threshold.ts"
import { pool } from "#lib/db/pool.ts"
import type { Frame } from "#lib/frame/frame.ts"
import { AppError } from "#lib/http/errors.ts"
import { groupIdOf, readPolicy } from "#lib/notification/enqueue.ts"
import { route } from "#lib/notification/route.ts"
import { read } from "#lib/query/run.ts"
import { DAY, parseDuration } from "#lib/time/duration.ts"
import { parseRange } from "#lib/time/range.ts"
import { stepRule } from "./evaluate-rule.ts"

const MAX_DAYS = 31
/** Evaluations that a preview replays; a longer range is looked at less often than the rule would. */
const MAX_STEPS = 2_000
const MAX_SERIES = 50

interface Input {
  rule: AlertRuleDocument
  from: string | number
  to: string | number
}

/**
 * What a rule would have done over a past range: reads the range once and replays it through the rule's own state machine.
 * @throws {AppError} bad_request for a rule that can't work or a range that is too long; what the source answered
 */
export async function previewRule(
  viewer: Viewer,
  { rule, from, to }: Input,
  context: { nowMs: number; signal: AbortSignal },
): Promise<AlertRulePreview> {
  authorise(viewer, "alert-rule:write")
  authorise(viewer, "datasource:explore")
  await checkRule(rule)
  const range = parseRange({ from, to }, context.nowMs)
  if (range.toMs <= range.fromMs || range.toMs - range.fromMs > MAX_DAYS * DAY)
    throw new AppError("bad_request", "previewRange", { days: MAX_DAYS }, { safeForViewer: true })
  const everyMs = parseDuration(rule.evaluateEvery)
  const stepMs = everyMs * Math.max(1, Math.ceil((range.toMs - range.fromMs) / everyMs / MAX_STEPS))
  const [fromMs, toMs] = [Math.ceil(range.fromMs / stepMs) * stepMs, Math.floor(range.toMs / stepMs) * stepMs]
  const readAll = async (expr: string) => {
    const query = { ...rule.query, expr, mode: "range" }
    const points = Math.floor((toMs - fromMs) / stepMs) + 1
    const asked = { datasourceId: rule.datasourceId, query, range: { fromMs, toMs }, maxDataPoints: points, minIntervalMs: stepMs }
    return read({ ...asked, lane: "explore", signal: context.signal })
  }
  const comparison = rule.condition ? undefined : topComparison(rule.query.expr)
  const [answer, values] = await Promise.all([readAll(rule.query.expr), comparison ? readAll(comparison.valueExpr) : undefined])
  // The plan may have chosen a longer step than we asked for: what was read decides at which times the rule is replayed.
  const readStepMs = Math.max(stepMs, answer.meta.stepMs)
  const first = firstTime(answer.frames) ?? fromMs
  const startMs = first - Math.floor((first - fromMs) / readStepMs) * readStepMs
  const rules = stepRule({ document: rule, edited: false }, readStepMs)
  const replayed = replay(answer.frames, { rule, stepRule: rules, fromMs: startMs, toMs, stepMs: readStepMs })
  if ("key" in replayed) throw new AppError("bad_request", replayed.key, replayed.params, { safeForViewer: true })
  const threshold = thresholdOf(rule)
  return {
    range: { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), stepMs: readStepMs },
    series: (values ?? answer).frames.slice(0, MAX_SERIES).map(plainSeries),
    threshold,
    instances: replayed.instances,
    firings: replayed.instances.reduce((sum, instance) => sum + instance.firings.length, 0),
    messages: await messagesOf(replayed.changes, toMs),
    notices: answer.notices,
  }
}

function firstTime(frames: Frame[]): number | undefined {
  const times = frames.flatMap((frame) => frame.fields.find((field) => field.type === "time")?.values[0] ?? [])
  return times.length > 0 ? times.reduce((least, time) => Math.min(least, time)) : undefined
}

function plainSeries(frame: Frame): AlertRulePreview["series"][number] {
  const times = frame.fields.find((field) => field.type === "time")?.values ?? []
  const values = frame.fields.find((field) => field.type === "number")?.values ?? []
  return { labels: frame.labels, times: Array.from(times), values: Array.from(values, (value) => (Number.isFinite(value) ? value : null)) }
}

async function messagesOf(changes: Change[], untilMs: number): Promise<number | undefined> {
  const policy = await readPolicy(pool)
  if (!policy) return undefined
  const groups = Map.groupBy(
    changes.flatMap((change) => route(policy, change.labels).map((destination) => ({ change, destination }))),
    ({ destination }) => groupIdOf(destination),
  )
  return [...groups.values()].reduce(
    (sum, entries) =>
      sum +
      countMessages(
        entries.map(({ change }) => change),
        entries[0]!.destination.timing,
        untilMs,
      ),
    0,
  )
}
