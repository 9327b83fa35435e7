import type { AlertInstance, AlertRule } from "#lib/alert-rule/schema.ts"
import { matches, MatcherError, type Matcher, parseMatchers } from "#lib/notification/matcher.ts"

/** All matchers of a runbook as one list, or the first one that can't be read. None: matches nothing by itself. */
export function readMatchers(texts: string[]): { matchers: Matcher[] } | { wrong: string; why: string } {
  const matchers: Matcher[] = []
  for (const text of texts) {
    try {
      matchers.push(...parseMatchers(text))
    } catch (error) {
      if (!(error instanceof MatcherError)) throw error
      return { wrong: text, why: error.message }
    }
  }
  return { matchers }
}

/** What a runbook with these matchers would belong to. A rule counts by its own labels: those of its series are known once it has alerts. */
export function whatMatches<Rule extends Pick<AlertRule, "name" | "labels">, Instance extends Pick<AlertInstance, "labels">>(
  matchers: Matcher[],
  world: { rules: Rule[]; instances: Instance[] },
): { rules: Rule[]; instances: Instance[] } {
  if (matchers.length === 0) return { rules: [], instances: [] }
  return {
    rules: world.rules.filter((rule) => matches(matchers, { ...rule.labels, alertname: rule.name })),
    instances: world.instances.filter((instance) => matches(matchers, instance.labels)),
  }
}

/** Rules that no runbook names and whose labels none matches. */
export function uncovered<Rule extends Pick<AlertRule, "id" | "name" | "labels" | "runbookId">>(
  rules: Rule[],
  runbooks: { matchers: string[]; rules: { id: string }[] }[],
): Rule[] {
  const named = new Set(runbooks.flatMap((runbook) => runbook.rules.map((rule) => rule.id)))
  const lists = runbooks.flatMap((runbook) => {
    const read = readMatchers(runbook.matchers)
    return "matchers" in read && read.matchers.length > 0 ? [read.matchers] : []
  })
  return rules.filter(
    (rule) =>
      !rule.runbookId && !named.has(rule.id) && !lists.some((matchers) => matches(matchers, { ...rule.labels, alertname: rule.name })),
  )
}
