// What a server shows besides samples: its scrape targets and its rules. The world gives them; both may be absent.
import type { Labels } from "../../promql/storage.ts"
import type { Answer, Call } from "../api.ts"
import { success } from "./answers.ts"
import { BadParameter } from "./params.ts"

export interface Target {
  labels: Labels
  discoveredLabels: Labels
  scrapePool: string
  scrapeUrl: string
  /** "" when the last scrape succeeded. */
  lastError: string
  lastScrapeMs: number
  lastScrapeSeconds: number
  health: "up" | "down" | "unknown"
  /** "15s" */
  scrapeInterval: string
  scrapeTimeout: string
}

export interface ActiveAlert {
  labels: Labels
  annotations: Labels
  state: "pending" | "firing"
  activeAtMs: number
  /** As Prometheus prints it: "1e+00". */
  value: string
}

interface RuleBase {
  name: string
  query: string
  labels: Labels
  health: "ok" | "err" | "unknown"
  lastError?: string
  evaluationSeconds: number
  lastEvaluationMs: number
}
export interface AlertingRule extends RuleBase {
  type: "alerting"
  state: "inactive" | "pending" | "firing"
  forSeconds: number
  annotations: Labels
  alerts: ActiveAlert[]
}
export interface RecordingRule extends RuleBase {
  type: "recording"
}
export interface RuleGroup {
  name: string
  file: string
  intervalSeconds: number
  rules: (AlertingRule | RecordingRule)[]
}

export interface Scenery {
  targets?(nowMs: number): Target[]
  rules?(nowMs: number): RuleGroup[]
}

const iso = (ms: number) => new Date(ms).toISOString()

export function targets(scenery: Scenery, { params, nowMs }: Call): Answer {
  const state = params.get("state")?.toLowerCase()
  const pool = params.get("scrapePool")
  const all = scenery.targets?.(nowMs) ?? []
  const active = all
    .filter(({ scrapePool }) => !pool || scrapePool === pool)
    .map(({ lastScrapeMs, lastScrapeSeconds, scrapeUrl, ...target }) => ({
      ...target,
      scrapeUrl,
      globalUrl: scrapeUrl,
      lastScrape: iso(lastScrapeMs),
      lastScrapeDuration: lastScrapeSeconds,
    }))
  return success({ activeTargets: state === "dropped" ? [] : active, droppedTargets: [], droppedTargetCounts: {} })
}

const alertShown = ({ activeAtMs, ...alert }: ActiveAlert) => ({ ...alert, activeAt: iso(activeAtMs) })

function ruleShown(rule: AlertingRule | RecordingRule) {
  const { evaluationSeconds, lastEvaluationMs, ...base } = rule
  const times = { evaluationTime: evaluationSeconds, lastEvaluation: iso(lastEvaluationMs) }
  if (base.type === "recording") return { ...base, ...times }
  const { forSeconds, alerts, ...alerting } = base
  return { ...alerting, ...times, duration: forSeconds, keepFiringFor: 0, alerts: alerts.map(alertShown) }
}

/** `type` and `rule_name[]` narrow; groups without any rule left go away. */
export function rules(scenery: Scenery, { params, nowMs }: Call): Answer {
  const type = params.get("type") ?? ""
  if (!["", "alert", "record"].includes(type)) throw new BadParameter("type", `not supported value "${type}"`)
  const names = params.getAll("rule_name[]")
  const wanted = { "": undefined, alert: "alerting", record: "recording" }[type]
  const groups = (scenery.rules?.(nowMs) ?? []).map(({ intervalSeconds, rules: all, ...group }) => {
    const kept = all.filter((rule) => (!wanted || rule.type === wanted) && (!names.length || names.includes(rule.name)))
    const newest = Math.max(0, ...kept.map((rule) => rule.lastEvaluationMs))
    const spent = kept.reduce((sum, rule) => sum + rule.evaluationSeconds, 0)
    return { ...group, rules: kept.map(ruleShown), interval: intervalSeconds, limit: 0, evaluationTime: spent, lastEvaluation: iso(newest) }
  })
  return success({ groups: names.length ? groups.filter((group) => group.rules.length) : groups })
}

export function alerts(scenery: Scenery, nowMs: number): Answer {
  const all = (scenery.rules?.(nowMs) ?? []).flatMap((group) => group.rules)
  return success({ alerts: all.flatMap((rule) => (rule.type === "alerting" ? rule.alerts.map(alertShown) : [])) })
}
