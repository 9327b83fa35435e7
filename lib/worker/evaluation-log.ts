import type { WrittenEvaluation } from "#lib/alert-rule/commit.ts"

const EVERY_MS = 60_000

/** Which evaluations are kept: every change of verdict or health, otherwise one a minute and rule. */
export class EvaluationLog {
  readonly #last = new Map<string, { slotMs: number; what: string }>()

  isWorthLogging(one: WrittenEvaluation): boolean {
    const slotMs = Date.parse(one.slotAt)
    const what = `${one.verdict} ${one.health}`
    const last = this.#last.get(one.ruleId)
    if (last && last.what === what && slotMs - last.slotMs < EVERY_MS) return false
    this.#last.set(one.ruleId, { slotMs, what })
    return true
  }
}
