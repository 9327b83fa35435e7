// The nightly settlement: one trace of some five thousand spans.
import type { Course } from "#demo/world/course.ts"
import { unit } from "#demo/world/hash.ts"
import { asksSql, waitsForPool, works } from "./instruments.ts"
import { within, type Node } from "./plan.ts"

const DAY_MS = 86_400_000
const AT_MS = 3 * 3_600_000
const BATCHES = 25
const MERCHANTS = 25
/** A merchant is settled while its neighbours are. */
const OVERLAP = 2.5

/** Every day at 03:00 UTC. */
export const settlementCourse: Course = {
  before: (timeMs) => Math.max(0, Math.ceil((timeMs - AT_MS) / DAY_MS)),
  timeOf: (n) => AT_MS + n * DAY_MS,
}
export const SETTLEMENT_MOST_MS = 110_000

function merchant(batch: number, nth: number): Node {
  const from = nth / (MERCHANTS + OVERLAP)
  const children = [
    waitsForPool("payment", 0.01, 0.05),
    asksSql("payment", "SELECT id, amount, fee FROM payments WHERE merchant_id = ? AND settled_at IS NULL", within(0.06, 0.4)),
    works("payment", "compute fees", within(0.41, 0.5)),
    asksSql("payment", "INSERT INTO settlements (merchant_id, day, amount) VALUES (?, ?, ?)", within(0.51, 0.65)),
    asksSql("payment", "UPDATE payments SET settled_at = now() WHERE id = ANY(?)", within(0.66, 0.85)),
    asksSql("payment", "UPDATE ledgers SET balance = balance + ? WHERE merchant_id = ?", within(0.86, 0.93)),
    works("payment", "commit", within(0.94, 0.99)),
  ]
  const id = `m-${String(batch * MERCHANTS + nth).padStart(4, "0")}`
  return works("payment", "settle merchant", within(from, (nth + OVERLAP) / (MERCHANTS + OVERLAP)), {
    children,
    attributes: ({ seed }) => ({ "shop.merchant.id": id, "shop.settlement.payments": Math.floor(unit(seed, batch, nth) ** 3 * 400) }),
  })
}

export function settlement(): Node {
  const batch = (nth: number): Node =>
    works("payment", "settle batch", within(0.01 + (nth * 0.98) / BATCHES, 0.01 + ((nth + 1) * 0.98) / BATCHES), {
      attributes: () => ({ "shop.settlement.batch": nth, "shop.settlement.merchants": MERCHANTS }),
      children: Array.from({ length: MERCHANTS }, (_, i) => merchant(nth, i)),
    })
  return works("payment", "settlement", ({ seed }) => [0, SETTLEMENT_MOST_MS * (0.7 + 0.3 * unit(seed))], {
    instance: 0,
    attributes: () => ({ "code.function.name": "com.shop.payment.SettlementJob.run", "shop.settlement.batches": BATCHES }),
    children: Array.from({ length: BATCHES }, (_, i) => batch(i)),
  })
}
