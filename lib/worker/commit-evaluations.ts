import "server-only"
import type { ClaimedGroup } from "#lib/alert-rule/claim.ts"
import { alertChanges, isNotable, writtenTransitions } from "#lib/alert-rule/changes.ts"
import {
  finishGroups,
  finishRules,
  writeEvaluations,
  writeInstances,
  writeTransitions,
  type WrittenEvaluation,
} from "#lib/alert-rule/commit.ts"
import type { InstanceState } from "#lib/alert-rule/schema.ts"
import { type Transaction, transaction, workerPool } from "#lib/db/pool.ts"
import { env } from "#lib/env.ts"
import { enqueue } from "#lib/notification/enqueue.ts"
import { readRunbooks } from "#lib/runbook/read.ts"
import type { RuleEvaluation } from "./evaluate-rule.ts"

export interface GroupEvaluation {
  group: ClaimedGroup
  durationMs: number
  evaluations: RuleEvaluation[]
}

export interface Committed {
  /** Groups whose lease another worker had taken: nothing of them was written. */
  stale: number
  /** Alerts that began or ended. */
  changes: number
}

/**
 * Writes what evaluations found, of many groups in one transaction: the fence and the rule's version decide what still counts; states,
 * transitions and what there is to notify become true together or not at all.
 * @param isWorthLogging which evaluations go into the rules' logs
 */
export async function commitEvaluations(batch: GroupEvaluation[], isWorthLogging: (one: WrittenEvaluation) => boolean): Promise<Committed> {
  return transaction(workerPool, async (client) => {
    const alive = await finishGroups(
      client,
      batch.map(({ group, durationMs }) => ({ ...group, durationMs })),
    )
    const evaluated = batch.filter(({ group }) => alive.has(group.id)).flatMap(({ evaluations }) => evaluations)
    const current = await finishRules(client, evaluated.map(ruleResult))
    const counting = evaluated.filter((one) => current.has(one.rule.id))
    const changed = counting.filter((one) => one.result.changed.length > 0 || one.result.transitions.length > 0)
    const changes = await writeChanges(client, changed)
    await writeEvaluations(client, counting.map(writtenEvaluation).filter(isWorthLogging))
    return { stale: batch.length - alive.size, changes }
  })
}

function ruleResult({ rule, slotMs, error, durationMs, series, result }: RuleEvaluation) {
  return { id: rule.id, version: rule.version, slotMs, health: result.health, error, durationMs, series }
}

async function writeChanges(client: Transaction, evaluations: RuleEvaluation[]): Promise<number> {
  if (evaluations.length === 0) return 0
  await writeInstances(
    client,
    evaluations.map(({ rule, slotMs, result }) => ({ ruleId: rule.id, slotMs, changed: result.changed })),
  )
  const withTransitions = evaluations.filter(({ result }) => result.transitions.length > 0)
  if (withTransitions.length === 0) return 0
  await writeTransitions(
    client,
    withTransitions.flatMap(({ rule, slotMs, result }) => writtenTransitions(rule, result, slotMs)),
  )
  const notable = withTransitions.filter(({ result }) => result.transitions.some(isNotable))
  if (notable.length === 0) return 0
  const runbooks = await readRunbooks(client)
  const { publicUrl } = env()
  const changes = notable.flatMap(({ rule, result }) => alertChanges(rule, result, runbooks, publicUrl))
  await enqueue(client, changes)
  return changes.length
}

const rank: InstanceState[] = ["inactive", "pending", "recovering", "firing"]

function writtenEvaluation({ rule, slotMs, startedAtMs, durationMs, series, error, result }: RuleEvaluation): WrittenEvaluation {
  const after = new Map([...rule.instances, ...result.changed].map((instance) => [instance.fingerprint, instance.state]))
  const verdict = [...after.values()].reduce(
    (worst, state) => (rank.indexOf(state) > rank.indexOf(worst) ? state : worst),
    "inactive" as InstanceState,
  )
  return {
    ruleId: rule.id,
    slotAt: new Date(slotMs).toISOString(),
    startedAt: new Date(startedAtMs).toISOString(),
    durationMs,
    series,
    health: result.health,
    error: error ?? undefined,
    verdict,
  }
}
