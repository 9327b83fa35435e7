import type { Frame } from "#lib/frame/frame.ts"
import { decide, flushAfter, type GroupLog, type Member } from "#lib/notification/group.ts"
import type { Timing } from "#lib/notification/route.ts"
import { outcomeOf, type EvaluatedRule, type Problem } from "./evaluate.ts"
import type { Instance } from "./instance.ts"
import type { AlertRulePreview } from "./schema.ts"
import { step, type StepRule } from "./step.ts"

interface Replay {
  rule: EvaluatedRule
  stepRule: StepRule
  fromMs: number
  toMs: number
  stepMs: number
}

export interface Change {
  key: string
  status: Member["status"]
  labels: Record<string, string>
  atMs: number
}

/** The frames of a range as they would have been answered at one time: the series that have a point there. */
function at(frames: Frame[], indexes: Map<number, number>[], ms: number): Frame[] {
  return frames.flatMap((frame, which) => {
    const index = indexes[which]!.get(ms)
    const value = frame.fields.find((field) => field.type === "number")?.values[index ?? -1]
    if (index === undefined || value === null || value === undefined) return []
    return [
      {
        ...frame,
        fields: [{ name: "time", type: "time", values: [ms] } as const, { name: "value", type: "number", values: [value] } as const],
      },
    ]
  })
}

/** Runs the rule's own state machine over a past range. Pure. */
export function replay(
  frames: Frame[],
  { rule, stepRule, fromMs, toMs, stepMs }: Replay,
): { instances: AlertRulePreview["instances"]; changes: Change[] } | Problem {
  const indexes = frames.map((frame) => {
    const times = frame.fields.find((field) => field.type === "time")?.values ?? []
    return new Map(Array.from(times, (time, index) => [time, index]))
  })
  const instances = new Map<string, Instance>()
  const told = new Map<string, AlertRulePreview["instances"][number]>()
  const changes: Change[] = []
  let lastMs: number | null = null
  for (let nowMs = fromMs; nowMs <= toMs; nowMs += stepMs) {
    const outcome = outcomeOf(at(frames, indexes, nowMs), rule)
    if ("key" in outcome) return outcome
    const result = step({ rule: stepRule, previous: [...instances.values()], outcome, nowMs, lastEvaluatedMs: lastMs, lastOkMs: lastMs })
    lastMs = nowMs
    for (const instance of result.changed) instances.set(instance.fingerprint, instance)
    for (const { fingerprint, from, to } of result.transitions) {
      const { labels, episode } = instances.get(fingerprint)!
      const spans = told.get(fingerprint) ?? { labels, firings: [], pending: [] }
      told.set(fingerprint, spans)
      const time = new Date(nowMs).toISOString()
      if (from === "pending") spans.pending.at(-1)!.to = time
      if (to === "pending") spans.pending.push({ from: time })
      if (to === "firing" && from !== "recovering") {
        spans.firings.push({ from: time })
        changes.push({ key: `${fingerprint}:${episode}`, status: "firing", labels, atMs: nowMs })
      }
      if (to === "inactive" && from !== "pending") {
        spans.firings.at(-1)!.to = time
        changes.push({ key: `${fingerprint}:${episode}`, status: "resolved", labels, atMs: nowMs })
      }
    }
  }
  return { instances: [...told.values()], changes }
}

/** How many messages a group would have sent for these changes, in order of time. Pure. */
export function countMessages(changes: Change[], timing: Timing, untilMs: number): number {
  let log: GroupLog = { toldFiring: [], flushAtMs: null, lastFlushAtMs: null, lastSentAtMs: null }
  let members: Member[] = []
  let messages = 0
  const flushUntil = (ms: number) => {
    while (log.flushAtMs !== null && log.flushAtMs <= ms) {
      const decision = decide(log, members, timing, log.flushAtMs)
      if (decision.firing.length + decision.resolved.length > 0) messages++
      const dropped = new Set(decision.drop)
      members = members.filter((member) => !dropped.has(member.key))
      log = decision.log
    }
  }
  for (const change of changes) {
    flushUntil(change.atMs - 1)
    members = [
      ...members.filter((member) => member.key !== change.key),
      { key: change.key, status: change.status, changedAtMs: change.atMs },
    ]
    log.flushAtMs = flushAfter(log, change, timing, change.atMs)
  }
  flushUntil(untilMs)
  return messages
}
