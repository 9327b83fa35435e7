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

export type InstanceState = "inactive" | "pending" | "firing" | "recovering"
export type RuleHealth = "unknown" | "ok" | "error" | "nodata"

export interface AlertRule extends AlertRuleDocument {
  id: string
  version: number
  createdAt: string
  updatedAt: string
  /** Worst of its instances. */
  state: InstanceState
  health: RuleHealth
  healthSince?: string
  lastError?: string
  lastEvaluatedAt?: string
  lastDurationMs?: number
  missedSlots: number
  instances: { pending: number; firing: number; recovering: number }
}

export interface AlertInstance {
  id: string
  ruleId: string
  ruleName: string
  labels: Record<string, string>
  annotations: Record<string, string>
  state: InstanceState
  /** Since when it is in this state. */
  since: string
  activeAt?: string
  firedAt?: string
  resolvedAt?: string
  value?: number
  /** The rule could not look for max(3 × interval, 5 min). */
  stale: boolean
  acknowledged?: { by: string; at: string; comment?: string }
  /** Of its rule: what the value is measured against (the comparison inside the expression when the rule has no condition), and the value's unit. */
  condition?: { op: (typeof operators)[number]; threshold: number }
  unit?: string
}

/** A change of state with what caused it. */
export interface AlertTransition {
  at: string
  ruleId: string
  ruleName: string
  ruleVersion: number
  instanceId: string
  labels: Record<string, string>
  from: InstanceState
  to: InstanceState
  /** Key under `alertRule.reason` of the catalogue. */
  reason: TransitionReason
  value?: number
  threshold?: number
  expr: string
}

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

export interface AlertEvaluation {
  slotAt: string
  startedAt: string
  durationMs: number
  series: number
  health: RuleHealth
  error?: string
  /** Worst state after it. */
  verdict: InstanceState
}

/** PUT: with `version`, a stale one is a 409. */
export const AlertRuleUpdate = AlertRuleInput.extend({ version: z.int().optional() })

export const AlertRulePreviewInput = z.strictObject({
  rule: AlertRuleInput,
  from: z.union([z.number(), z.string().max(64)]).default("now-24h"),
  to: z.union([z.number(), z.string().max(64)]).default("now"),
})

/** What a rule would have done over a past range. */
export interface AlertRulePreview {
  range: { from: string; to: string; stepMs: number }
  /** What the rule compares, with times in epoch ms. */
  series: { labels: Record<string, string>; times: number[]; values: (number | null)[] }[]
  threshold?: { op: string; value: number }
  instances: { labels: Record<string, string>; firings: { from: string; to?: string }[]; pending: { from: string; to?: string }[] }[]
  firings: number
  /** Messages that the notification policy would have sent; absent without a policy. */
  messages?: number
  notices: string[]
}

export const AcknowledgeInput = z.strictObject({ comment: z.string().max(2000).optional() })
