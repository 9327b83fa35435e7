import "server-only"
import { claimDue, type ClaimedGroup, releaseLeases, renewLeases, untilNextSlot } from "#lib/alert-rule/claim.ts"
import { workerPool } from "#lib/db/pool.ts"
import { log } from "#lib/log.ts"
import { metrics } from "#lib/metrics.ts"
import { commitEvaluations, type GroupEvaluation } from "./commit-evaluations.ts"
import { evaluateRule } from "./evaluate-rule.ts"
import { EvaluationLog } from "./evaluation-log.ts"

/** Groups a claim; many small groups share round trips. */
const BATCH = 200
/** Groups that may wait for slow sources at once; beyond it this worker claims no more. */
const MAX_IN_FLIGHT = 5_000
const COMMIT_BATCH = 200
export const GROUP_LEASE_MS = 20_000
/** Between claims, so that groups due within one span share their round trips. */
const TICK_MS = 100
const LONGEST_WAIT_MS = 1_000

/** Evaluates due groups without waiting for the ones before: a slow source delays its own rules only. */
export class Evaluator {
  readonly #owner: string
  readonly #hard: AbortSignal
  readonly #onChange: () => void
  readonly #inFlight = new Map<string, Promise<void>>()
  readonly #done: GroupEvaluation[] = []
  readonly #log = new EvaluationLog()
  #committing: Promise<void> | undefined
  #lagMs = 0

  /** @param hard aborts reads that are under way. @param onChange called when alerts began or ended */
  constructor(owner: string, hard: AbortSignal, onChange: () => void) {
    this.#owner = owner
    this.#hard = hard
    this.#onChange = onChange
  }

  /** Claims what is due and starts it; returns how long to wait for the next. */
  async tick(): Promise<number> {
    if (this.#inFlight.size >= MAX_IN_FLIGHT) return TICK_MS
    const groups = await claimDue(workerPool, this.#owner, BATCH, GROUP_LEASE_MS)
    for (const group of groups) {
      this.#lagMs = Math.max(this.#lagMs, group.latenessMs)
      metrics.slotLatenessSeconds.observe(group.latenessMs / 1000)
      if (group.missed > 0) metrics.missedSlots.inc(group.missed)
      const run = this.#evaluate(group).finally(() => this.#inFlight.delete(group.id))
      this.#inFlight.set(group.id, run)
    }
    if (groups.length === BATCH) return 0
    const nextMs = (await untilNextSlot(workerPool)) ?? LONGEST_WAIT_MS
    return Math.min(LONGEST_WAIT_MS, Math.max(TICK_MS, nextMs))
  }

  async #evaluate(group: ClaimedGroup): Promise<void> {
    try {
      const started = performance.now()
      const evaluations = await Promise.all(group.rules.map((rule) => evaluateRule(rule, group, this.#hard)))
      // What was cut short by our own end says nothing about the source: the lease goes back unused.
      if (this.#hard.aborted) return
      this.#done.push({ group, evaluations, durationMs: performance.now() - started })
      this.#committing ??= this.#commitAll()
      await this.#committing
    } catch (error) {
      this.#failed(error, group.id)
    }
  }

  /** One commit at a time; what is ready meanwhile goes into the next. */
  async #commitAll(): Promise<void> {
    try {
      await new Promise((resolve) => setImmediate(resolve))
      while (this.#done.length > 0) {
        const batch = this.#done.splice(0, COMMIT_BATCH)
        try {
          await this.#commit(batch)
        } catch (error) {
          if (batch.length === 1) throw error
          log.warn({ err: error, groups: batch.length }, "groups could not be written together; each is written alone")
          for (const one of batch) await this.#commit([one]).catch((cause: unknown) => this.#failed(cause, one.group.id))
        }
      }
    } finally {
      this.#committing = undefined
    }
  }

  async #commit(batch: GroupEvaluation[]): Promise<void> {
    const { stale, changes } = await commitEvaluations(batch, (one) => this.#log.isWorthLogging(one))
    if (changes > 0) this.#onChange()
    if (stale > 0) log.warn({ stale }, "evaluations were dropped: another worker holds their groups by now")
  }

  #failed(error: unknown, group: string): void {
    log.error({ err: error, group }, "an alert group could not be evaluated; its slot is tried again when the lease ends")
  }

  /** Largest lateness since the last call, in ms. */
  takeLagMs(): number {
    const lagMs = this.#lagMs
    this.#lagMs = 0
    return lagMs
  }

  renew = (): Promise<void> => renewLeases(workerPool, this.#owner, [...this.#inFlight.keys()], GROUP_LEASE_MS)

  /** Waits for what is under way, then gives back what is left. */
  async end(): Promise<void> {
    await Promise.allSettled(this.#inFlight.values())
    await releaseLeases(workerPool, this.#owner)
  }
}
