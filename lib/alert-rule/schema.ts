import { z } from "zod"
import { Id } from "#lib/dashboard/schema.ts"

/** "30s", "2m", "1h30m", "0s". */
export const Duration = z.string().regex(/^(0|(\d+(ms|s|m|h|d|w|y))+)$/)
const label = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/)
  .max(200)

export const reducers = ["last", "min", "max", "mean", "sum", "count"] as const
export const operators = [">", ">=", "<", "<=", "==", "!="] as const

export const AlertRuleInput = z.strictObject({
  id: Id.optional(),
  name: z.string().trim().min(1).max(200),
  group: z.string().trim().min(1).max(200).default("default"),
  datasourceId: z.string().max(64),
  query: z.looseObject({ expr: z.string().min(1).max(20_000) }),
  /** Absent: every series that the expression answers is true (PromQL with the comparison inside). */
  condition: z.strictObject({ reducer: z.enum(reducers).default("last"), op: z.enum(operators), threshold: z.number() }).optional(),
  evaluateEvery: Duration.default("30s"),
  for: Duration.default("0s"),
  keepFiringFor: Duration.default("0s"),
  noData: z.enum(["ok", "keep", "alert"]).default("keep"),
  onError: z.enum(["keep", "alert"]).default("keep"),
  noDataFor: Duration.default("5m"),
  errorFor: Duration.default("5m"),
  missingEvaluationsToResolve: z.int().min(1).max(100).default(2),
  /** Unit id of the value ("percent", "s"), for messages and charts. */
  unit: z.string().max(50).optional(),
  labels: z.record(label, z.string().max(2000)).default({}),
  annotations: z.record(label, z.string().max(10_000)).default({}),
  runbookId: Id.optional(),
  dashboardId: Id.optional(),
  panelId: Id.optional(),
  paused: z.boolean().default(false),
})
export type AlertRuleInput = z.input<typeof AlertRuleInput>
export type AlertRuleDocument = z.output<typeof AlertRuleInput>

export const InstanceState = z.enum(["inactive", "pending", "firing", "recovering"])
export type InstanceState = z.output<typeof InstanceState>
export const RuleHealth = z.enum(["unknown", "ok", "error", "nodata"])
export type RuleHealth = z.output<typeof RuleHealth>
const time = z.iso.datetime()
const labelSet = z.record(z.string(), z.string())

export const AlertRule = AlertRuleInput.extend({
  id: z.string(),
  version: z.int(),
  createdAt: time,
  updatedAt: time,
  /** Worst of its instances. */
  state: InstanceState,
  health: RuleHealth,
  healthSince: time.optional(),
  lastError: z.string().optional(),
  lastEvaluatedAt: time.optional(),
  lastDurationMs: z.number().optional(),
  missedSlots: z.number(),
  instances: z.object({ pending: z.number(), firing: z.number(), recovering: z.number() }),
})
export type AlertRule = z.output<typeof AlertRule>

export const AlertInstance = z.object({
  id: z.string(),
  ruleId: z.string(),
  ruleName: z.string(),
  labels: labelSet,
  annotations: labelSet,
  state: InstanceState,
  /** Since when it is in this state. */
  since: time,
  activeAt: time.optional(),
  firedAt: time.optional(),
  resolvedAt: time.optional(),
  value: z.number().optional(),
  /** The rule could not look for max(3 × interval, 5 min). */
  stale: z.boolean(),
  acknowledged: z.object({ by: z.string(), at: time, comment: z.string().optional() }).optional(),
  /** What the value is measured against: the rule's condition, else the comparison at the top of its expression. */
  condition: z.object({ op: z.enum(operators), threshold: z.number() }).optional(),
  /** Of the value. */
  unit: z.string().optional(),
})
export type AlertInstance = z.output<typeof AlertInstance>

export const transitionReasons = [
  "breached",
  "held",
  "cleared",
  "missing",
  "kept",
  "back",
  "edited",
  "paused",
  "deleted",
  "noData",
  "error",
  "healthy",
] as const
export type TransitionReason = (typeof transitionReasons)[number]

/** A change of state with what caused it. */
export const AlertTransition = z.object({
  at: time,
  ruleId: z.string(),
  ruleName: z.string(),
  ruleVersion: z.int(),
  instanceId: z.string(),
  labels: labelSet,
  from: InstanceState,
  to: InstanceState,
  reason: z.enum(transitionReasons),
  value: z.number().optional(),
  threshold: z.number().optional(),
  expr: z.string(),
})
export type AlertTransition = z.output<typeof AlertTransition>

export const AlertEvaluation = z.object({
  slotAt: time,
  startedAt: time,
  durationMs: z.number(),
  series: z.number(),
  health: RuleHealth,
  error: z.string().optional(),
  /** Worst state after it. */
  verdict: InstanceState,
})
export type AlertEvaluation = z.output<typeof AlertEvaluation>

/** PUT: with `version`, a stale one is a 409. */
export const AlertRuleUpdate = AlertRuleInput.extend({ version: z.int().optional() })

export const AlertRulePreviewInput = z.strictObject({
  rule: AlertRuleInput,
  from: z.union([z.number(), z.string().max(64)]).default("now-24h"),
  to: z.union([z.number(), z.string().max(64)]).default("now"),
})

/** What a rule would have done over a past range. */
export const AlertRulePreview = z.object({
  range: z.object({ from: time, to: time, stepMs: z.number() }),
  /** What the rule compares, with times in epoch ms. */
  series: z.array(z.object({ labels: labelSet, times: z.array(z.number()), values: z.array(z.number().nullable()) })),
  threshold: z.object({ op: z.string(), value: z.number() }).optional(),
  instances: z.array(
    z.object({
      labels: labelSet,
      firings: z.array(z.object({ from: time, to: time.optional() })),
      pending: z.array(z.object({ from: time, to: time.optional() })),
    }),
  ),
  firings: z.number(),
  /** Messages that the notification policy would have sent; absent without a policy. */
  messages: z.number().optional(),
  notices: z.array(z.string()),
})
export type AlertRulePreview = z.output<typeof AlertRulePreview>

export const AcknowledgeInput = z.strictObject({ comment: z.string().max(2000).optional() })
