import { fresh, type Instance } from "./instance.ts"
import type { InstanceState, RuleHealth, TransitionReason } from "./schema.ts"

/** What of a rule decides its states. Durations in ms. */
export interface StepRule {
  intervalMs: number
  forMs: number
  keepFiringForMs: number
  noData: "ok" | "keep" | "alert"
  onError: "keep" | "alert"
  noDataForMs: number
  errorForMs: number
  missingEvaluationsToResolve: number
  /** Absent from the answer means "not true" (a comparison inside the expression), not "not measured". */
  absentIsFalse: boolean
  /** The rule was saved since it last looked: what is gone, is gone because of that. */
  edited: boolean
}

/** `holds` null: a value that proves nothing (NaN, a gap); the instance stays as it is. */
export interface Sample {
  fingerprint: string
  labels: Record<string, string>
  annotations: Record<string, string>
  value: number | null
  holds: boolean | null
}

/** `alert` is the instance that stands for the rule's health when the rule asks for one. */
export type Outcome =
  | { kind: "ok"; samples: Sample[] }
  | { kind: "nodata"; alert: Pick<Sample, "fingerprint" | "labels" | "annotations"> }
  | { kind: "error"; reason: string; alert: Pick<Sample, "fingerprint" | "labels" | "annotations"> }

export interface Transition {
  fingerprint: string
  from: InstanceState
  to: InstanceState
  reason: TransitionReason
}

export interface StepInput {
  rule: StepRule
  /** All that are not inactive; inactive ones too when their series is in the answer (their `episode` counts on). */
  previous: Instance[]
  outcome: Outcome
  /** The slot's time. */
  nowMs: number
  /** Slot of the last evaluation whatever its outcome, and of the last that could look. */
  lastEvaluatedMs: number | null
  lastOkMs: number | null
}

export interface StepResult {
  health: RuleHealth
  /** Only those that differ from before. */
  changed: Instance[]
  transitions: Transition[]
}

/**
 * One evaluation of one rule. An instance is resolved only by evidence: a look that answered without it, never by an error, a gap or time alone.
 * Clocks (`for`, `keepFiringFor`) stand still in gaps longer than two intervals.
 */
export function step(input: StepInput): StepResult {
  const known = new Map(input.previous.map((instance) => [instance.fingerprint, instance]))
  const next = new Map<string, { instance: Instance; reason: TransitionReason }>()
  const put = (instance: Instance, reason: TransitionReason) => next.set(instance.fingerprint, { instance, reason })
  const { outcome } = input
  const active = input.previous.filter((instance) => instance.state !== "inactive")

  if (outcome.kind === "ok") {
    const seen = new Set<string>()
    for (const sample of outcome.samples) {
      seen.add(sample.fingerprint)
      put(...observed(known.get(sample.fingerprint), sample, input))
    }
    for (const instance of active) {
      if (instance.origin !== "series") put(resolved(instance, input.nowMs), "healthy")
      else if (!seen.has(instance.fingerprint)) put(...absent(instance, input))
    }
  } else {
    const mode = outcome.kind === "nodata" ? input.rule.noData : input.rule.onError
    if (mode === "alert") put(...ill(known.get(outcome.alert.fingerprint), outcome.alert, outcome.kind, input))
    for (const instance of active) {
      if (instance.origin === "error" && outcome.kind === "nodata") put(resolved(instance, input.nowMs), "healthy")
      if (instance.origin === "series" && mode === "ok") put(...explicitlyFalse(instance, null, input))
    }
  }
  return { health: outcome.kind, ...differences(known, next) }
}

/** What a pause or deletion of the rule does: everything ends, with the reason. */
export function endAll(previous: Instance[], reason: "paused" | "deleted", nowMs: number): Omit<StepResult, "health"> {
  const active = previous.filter((instance) => instance.state !== "inactive")
  const next = new Map(active.map((instance) => [instance.fingerprint, { instance: resolved(instance, nowMs), reason }]))
  return differences(new Map(active.map((instance) => [instance.fingerprint, instance])), next)
}

type Decided = [Instance, TransitionReason]

function observed(before: Instance | undefined, sample: Sample, input: StepInput): Decided {
  const { nowMs, rule } = input
  const instance = before ?? fresh(sample, nowMs)
  const base = { ...instance, labels: sample.labels, annotations: sample.annotations, lastSeenMs: nowMs, missing: 0 }
  if (sample.holds === null) return [instance, "held"]
  if (!sample.holds) return explicitlyFalse({ ...base, value: sample.value }, sample.value, input)
  const value = { ...base, value: sample.value, keepSinceMs: null }
  switch (instance.state) {
    case "inactive":
      return [started(value, rule.forMs, nowMs), "breached"]
    case "pending":
      return [matured(paused(value, input), rule.forMs, nowMs), "held"]
    case "recovering":
      return [entered(value, "firing", nowMs), "back"]
    case "firing":
      return [value, "held"]
  }
}

function explicitlyFalse(instance: Instance, value: number | null, input: StepInput): Decided {
  const { nowMs, rule } = input
  const now = { ...instance, value: value ?? instance.value }
  if (instance.state === "inactive") return [instance, "cleared"]
  if (instance.state === "pending") return [resolved(now, nowMs), "cleared"]
  return recover(now, rule.keepFiringForMs, input, "cleared")
}

function absent(instance: Instance, input: StepInput): Decided {
  const { rule, nowMs } = input
  const missing = instance.missing + 1
  const now = { ...instance, missing }
  const gone = missing >= rule.missingEvaluationsToResolve
  if (rule.edited) return [resolved(now, nowMs), "edited"]
  if (instance.state === "pending") return gone || rule.absentIsFalse ? [resolved(now, nowMs), "missing"] : [paused(now, input), "held"]
  if (rule.keepFiringForMs > 0) return recover(now, gone ? rule.keepFiringForMs : Infinity, input, "missing")
  return gone ? [resolved(now, nowMs), "missing"] : [now, "held"]
}

/** Firing → recovering → inactive, the clock beginning with the first look that doesn't show it. */
function recover(instance: Instance, keepMs: number, input: StepInput, reason: TransitionReason): Decided {
  const { nowMs } = input
  if (keepMs === 0) return [resolved(instance, nowMs), reason]
  if (instance.state === "firing") return [{ ...entered(instance, "recovering", nowMs), keepSinceMs: nowMs }, "kept"]
  const moved = { ...instance, keepSinceMs: (instance.keepSinceMs ?? nowMs) + gapMs(input.lastOkMs, input) }
  return nowMs - moved.keepSinceMs >= keepMs ? [resolved(moved, nowMs), reason] : [moved, "kept"]
}

function ill(
  before: Instance | undefined,
  alert: Pick<Sample, "fingerprint" | "labels" | "annotations">,
  origin: "nodata" | "error",
  input: StepInput,
): Decided {
  const forMs = origin === "nodata" ? input.rule.noDataForMs : input.rule.errorForMs
  const reason = origin === "nodata" ? "noData" : "error"
  const instance = { ...(before ?? { ...fresh({ ...alert, value: null }, input.nowMs), origin }), ...alert, lastSeenMs: input.nowMs }
  if (instance.state === "inactive") return [started(instance, forMs, input.nowMs), reason]
  if (instance.state !== "pending") return [instance, reason]
  const moved = { ...instance, activeAtMs: (instance.activeAtMs ?? input.nowMs) + gapMs(input.lastEvaluatedMs, input) }
  return [matured(moved, forMs, input.nowMs), reason]
}

function started(instance: Instance, forMs: number, nowMs: number): Instance {
  const episode = { ...instance, activeAtMs: nowMs, firedAtMs: null, resolvedAtMs: null, episode: instance.episode + 1 }
  return forMs > 0 ? entered(episode, "pending", nowMs) : { ...entered(episode, "firing", nowMs), firedAtMs: nowMs }
}

function matured(instance: Instance, forMs: number, nowMs: number): Instance {
  if (nowMs - (instance.activeAtMs ?? nowMs) < forMs) return instance
  return { ...entered(instance, "firing", nowMs), firedAtMs: nowMs }
}

function resolved(instance: Instance, nowMs: number): Instance {
  return {
    ...entered(instance, "inactive", nowMs),
    resolvedAtMs: instance.firedAtMs === null ? null : nowMs,
    keepSinceMs: null,
    missing: 0,
  }
}

const entered = (instance: Instance, state: InstanceState, nowMs: number): Instance => ({ ...instance, state, stateSinceMs: nowMs })

/** The `for` clock without the time in which nobody looked. */
function paused(instance: Instance, input: StepInput): Instance {
  const gap = gapMs(input.lastOkMs, input)
  return gap === 0 ? instance : { ...instance, activeAtMs: (instance.activeAtMs ?? input.nowMs) + gap }
}

/** By how much clocks are moved on: the time since the last look beyond the one interval that is usual. */
function gapMs(lastMs: number | null, { nowMs, rule }: StepInput): number {
  const since = lastMs === null ? 0 : nowMs - lastMs
  return since > 2 * rule.intervalMs ? since - rule.intervalMs : 0
}

function differences(
  known: Map<string, Instance>,
  next: Map<string, { instance: Instance; reason: TransitionReason }>,
): Omit<StepResult, "health"> {
  const changed: Instance[] = []
  const transitions: Transition[] = []
  for (const [fingerprint, { instance, reason }] of next) {
    const before = known.get(fingerprint)
    const from = before?.state ?? "inactive"
    if (from !== instance.state) transitions.push({ fingerprint, from, to: instance.state, reason })
    if (before ? !same(before, instance) : instance.state !== "inactive") changed.push(instance)
  }
  return { changed, transitions }
}

/** `lastSeenMs` is written with the next real change only: the rule's own row says when it last looked. */
function same(a: Instance, b: Instance): boolean {
  return (
    a.state === b.state &&
    Object.is(a.value, b.value) &&
    a.missing === b.missing &&
    a.activeAtMs === b.activeAtMs &&
    a.keepSinceMs === b.keepSinceMs &&
    sameText(a.annotations, b.annotations)
  )
}

function sameText(a: Record<string, string>, b: Record<string, string>): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}
