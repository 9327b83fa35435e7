import type { AlertChange } from "#lib/notification/enqueue.ts"
import { matchRunbook, type MatchableRunbook } from "#lib/runbook/match.ts"
import type { ClaimedRule } from "./claim.ts"
import type { WrittenTransition } from "./commit.ts"
import { instanceId } from "./fingerprint.ts"
import type { Instance } from "./instance.ts"
import { messageAlert, thresholdOf } from "./message-alert.ts"
import type { InstanceState } from "./schema.ts"
import type { Transition } from "./step.ts"

/** Of a rule, as much as transitions and messages tell about it. */
export type ToldRule = Pick<ClaimedRule, "id" | "version" | "document" | "runbookId">

export function writtenTransitions(
  rule: ToldRule,
  result: { changed: Instance[]; transitions: Transition[] },
  atMs: number,
): WrittenTransition[] {
  const byPrint = new Map(result.changed.map((instance) => [instance.fingerprint, instance]))
  const threshold = thresholdOf(rule.document)?.value ?? null
  return result.transitions.map((transition) => ({
    ...transition,
    ruleId: rule.id,
    ruleName: rule.document.name,
    ruleVersion: rule.version,
    atMs,
    labels: byPrint.get(transition.fingerprint)?.labels ?? {},
    value: byPrint.get(transition.fingerprint)?.value ?? null,
    threshold,
    expr: rule.document.query.expr,
  }))
}

/** Recovering is still firing for those who are told. */
const isTold = (state: InstanceState) => state === "firing" || state === "recovering"
export const isNotable = ({ from, to }: Transition) => isTold(from) !== isTold(to)

/** What there is to tell of a rule's transitions. */
export function alertChanges(
  rule: ToldRule,
  result: { changed: Instance[]; transitions: Transition[] },
  runbooks: MatchableRunbook[],
  publicUrl: string,
): AlertChange[] {
  const byPrint = new Map(result.changed.map((instance) => [instance.fingerprint, instance]))
  return result.transitions.filter(isNotable).map((transition) => {
    const instance = byPrint.get(transition.fingerprint)!
    const id = instanceId(rule.id, transition.fingerprint)
    const named = runbooks.find((one) => one.id === rule.runbookId) ?? matchRunbook(runbooks, instance.labels)
    return {
      instanceId: id,
      episode: instance.episode,
      status: isTold(transition.to) ? "firing" : "resolved",
      labels: instance.labels,
      alert: messageAlert(rule.document, instance, { instanceId: id, publicUrl, runbook: named }),
    }
  })
}
