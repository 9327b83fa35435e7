import type { AlertRule } from "#lib/alert-rule/schema.ts"

export interface RuleGroup {
  name: string
  evaluateEvery: string
  rules: AlertRule[]
}

/** Rules by group and interval (what is evaluated together), groups and rules by name. */
export function groupRules(rules: AlertRule[]): RuleGroup[] {
  const groups = new Map<string, RuleGroup>()
  for (const rule of rules) {
    const key = JSON.stringify([rule.group, rule.evaluateEvery])
    const group = groups.get(key) ?? { name: rule.group, evaluateEvery: rule.evaluateEvery, rules: [] }
    group.rules.push(rule)
    groups.set(key, group)
  }
  return [...groups.values()].toSorted(byName).map((group) => ({ ...group, rules: group.rules.toSorted(byName) }))
}

/** The one word for a rule: its worst alert, else whether it could look at all. */
export function statusOf(
  rule: Pick<AlertRule, "paused" | "state" | "health">,
): "paused" | "firing" | "pending" | "recovering" | "ok" | "nodata" | "error" | "unknown" {
  if (rule.paused) return "paused"
  if (rule.state !== "inactive") return rule.state
  return rule.health
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name, undefined, { numeric: true })
}
