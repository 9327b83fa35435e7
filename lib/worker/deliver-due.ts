import "server-only"
import { workerPool } from "#lib/db/pool.ts"
import { claimDeliveries } from "#lib/delivery/claim.ts"
import { DELIVERY_LEASE_MS, sendClaimed } from "#lib/delivery/send.ts"
import { log } from "#lib/log.ts"

const BATCH = 20
const MAX_IN_FLIGHT = 60
const POLL_MS = 250

/** Sends what is due; a chat that hangs keeps one place of many. */
export class Deliverer {
  readonly #owner: string
  readonly #hard: AbortSignal
  readonly #inFlight = new Set<Promise<void>>()

  constructor(owner: string, hard: AbortSignal) {
    this.#owner = owner
    this.#hard = hard
  }

  async tick(): Promise<number> {
    const places = Math.min(BATCH, MAX_IN_FLIGHT - this.#inFlight.size)
    if (places <= 0) return POLL_MS
    const claimed = await claimDeliveries(workerPool, this.#owner, places, DELIVERY_LEASE_MS)
    for (const delivery of claimed) {
      const sending = sendClaimed(workerPool, delivery, this.#hard)
        .catch((error: unknown) =>
          log.error({ err: error, delivery: delivery.id }, "a delivery's outcome could not be written; it is tried again"),
        )
        .finally(() => this.#inFlight.delete(sending))
      this.#inFlight.add(sending)
    }
    return claimed.length === places ? 0 : POLL_MS
  }

  async end(): Promise<void> {
    await Promise.allSettled(this.#inFlight)
  }
}
