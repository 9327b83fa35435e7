// What a service does itself while it answers: statements, cache, pool, messages.
import * as people from "#demo/world/people.ts"
import type { Leg } from "#demo/world/stories.ts"
import { poolTimeout, sqlTooLong, starved, tooLong } from "#demo/world/stacks.ts"
import { asksCache, asksSql, sends, thrown, waitsForPool, works } from "./instruments.ts"
import type { Layout } from "./layout.ts"
import { within, type Node } from "./plan.ts"

const starvation = () => thrown(poolTimeout.type, poolTimeout.message, poolTimeout.stack)
const refuses = () => ({ message: tooLong.message })
const valueTooLong = () => thrown(sqlTooLong.type, sqlTooLong.message, sqlTooLong.stack)

function pays({ status, calls, own }: Leg, { own: during }: Layout): Node[] {
  const pay = (children: readonly Node[], from: number, to: number, failure?: Node["failure"]) =>
    works("payment", "PaymentService.pay", during("before", from, to), {
      children,
      failure,
      attributes: ({ seed }) => ({
        "shop.order.id": people.orderOf(seed),
        "shop.amount.krw": people.amountOf(seed),
        "shop.product": people.productOf(seed),
      }),
    })
  if (status >= 500 && calls.length === 0)
    return [pay([waitsForPool("payment", 0.002, 0.998, starvation)], 0, 1, () => ({ message: starved.message }))]
  // A long wait for the pool is nearly all of the time that is not spent at the bank.
  const waited = own.medianMs > 1000 ? 0.96 : 0.1
  const account = asksSql("payment", "SELECT id, balance, currency FROM accounts WHERE user_id = ? FOR UPDATE", within(waited + 0.01, 1))
  const before = pay([waitsForPool("payment", 0.01, waited), account], 0.02, 1)
  const stored = asksSql(
    "payment",
    "INSERT INTO payments (order_id, amount, currency, status) VALUES (?, ?, ?, ?)",
    during("after", 0.1, 0.9),
  )
  return [before, ...(calls.length > 0 ? [stored] : [])]
}

function searches({ status }: Leg, { own }: Layout): Node[] {
  const failed = status >= 500
  const statements = failed
    ? [asksSql("listing-search", "INSERT INTO search_log (period, query, user_id) VALUES (?, ?, ?)", within(0.3, 0.9), valueTooLong)]
    : [
        asksSql("listing-search", "SELECT count(*) FROM listings WHERE tsv @@ plainto_tsquery(?)", within(0.24, 0.44)),
        asksSql("listing-search", "SELECT * FROM listings WHERE tsv @@ plainto_tsquery(?) ORDER BY rank DESC LIMIT ?", within(0.45, 0.86)),
        asksCache("listing-search", "SETEX", (seed) => `listings:${people.numberOf(seed, 31, 5000)} 60 ?`, within(0.88, 0.98)),
      ]
  const children = [
    asksCache("listing-search", "GET", (seed) => `listings:${people.numberOf(seed, 31, 5000)}`, within(0.02, 0.12)),
    waitsForPool("listing-search", 0.14, 0.2),
    ...statements,
  ]
  const attributes: Node["attributes"] = ({ seed }) => ({
    "shop.search.query": people.searchOf(seed),
    "shop.search.period": failed ? "monthly" : "week",
  })
  return [
    works("listing-search", "ListingSearchService.search", own("before", 0.04, 0.98), {
      children,
      attributes,
      failure: failed ? refuses : undefined,
    }),
  ]
}

function finds({ status }: Leg, { own }: Layout): Node[] {
  const cached = asksCache("listing-search", "GET", (seed) => `listing:${people.listingOf(seed)}`, own("before", 0.1, 0.5))
  if (status === 200) return [cached]
  const asked = asksSql("listing-search", "SELECT * FROM listings WHERE id = ?", own("before", 0.6, 0.95))
  return [cached, works("listing-search", "HikariPool.getConnection", own("before", 0.5, 0.58)), asked]
}

/** A scooter's answer goes on to the ride's record and to the rider. */
function commands({ status }: Leg, { own }: Layout): Node[] {
  const known = asksCache("scooter-control", "HGETALL", (seed) => `scooter:${people.scooterOf(seed)}`, own("before", 0.1, 0.7))
  if (status >= 500) return [known]
  const rider = sends("event-service", "notification", "notifications", within(0.8, 0.95), [
    works("notification", "render template", within(0.05, 0.3)),
    works("notification", "push", within(0.35, 0.95)),
  ])
  const ride = [
    waitsForPool("event-service", 0.05, 0.12),
    asksSql("event-service", "INSERT INTO rides (scooter_id, user_id, state, at) VALUES (?, ?, ?, ?)", within(0.15, 0.7)),
    rider,
  ]
  return [known, sends("scooter-control", "event-service", "scooter-events", own("after", 0.2, 0.8), ride)]
}

const announces = (topic: string, place: Node["place"]): Node =>
  sends("event-service", "notification", topic, place, [
    works("notification", "render template", within(0.05, 0.3)),
    works("notification", "push", within(0.35, 0.95)),
  ])

function books({ status }: Leg, { own }: Layout): Node[] {
  const seats = asksSql("event-service", "SELECT seats_left FROM events WHERE id = ? FOR UPDATE", own("before", 0.2, 0.9))
  const before = [works("event-service", "HikariPool.getConnection", own("before", 0.02, 0.12)), seats]
  if (status >= 500) return before
  const booked = asksSql("event-service", "INSERT INTO tickets (event_id, user_id, payment_id) VALUES (?, ?, ?)", own("after", 0.1, 0.7))
  return [...before, booked, announces("ticket-events", own("after", 0.75, 0.95))]
}

function applies({ method }: Leg, { own }: Layout): Node[] {
  const moved = method === "PATCH"
  const statements = moved
    ? [
        asksSql("event-service", "SELECT stage FROM applications WHERE id = ? FOR UPDATE", within(0.16, 0.4)),
        asksSql("event-service", "UPDATE applications SET stage = ?, moved_at = now() WHERE id = ?", within(0.42, 0.76)),
      ]
    : [asksSql("event-service", "INSERT INTO applications (user_id, event_id, stage) VALUES (?, ?, ?)", within(0.2, 0.76))]
  const children = [waitsForPool("event-service", 0.03, 0.1), ...statements, announces("application-events", within(0.8, 0.94))]
  const attributes: Node["attributes"] = ({ seed }) => ({ "shop.form.id": people.formOf(seed), "shop.form.stage": stageOf(moved, seed) })
  return [
    works("event-service", moved ? "ApplicationService.move" : "ApplicationService.submit", own("before", 0.05, 0.98), {
      children,
      attributes,
    }),
  ]
}

const STAGES = ["documents", "review", "approved", "rejected"] as const
/** Where a form goes. */
export const stageOf = (moved: boolean, seed: number): string => (moved ? STAGES[people.numberOf(seed, 32, STAGES.length)]! : "submitted")

const inside: Record<string, (leg: Leg, layout: Layout) => Node[]> = {
  "POST /payments": pays,
  "GET /listings": searches,
  "GET /listings/{id}": finds,
  "POST /commands": commands,
  "POST /events/{id}/tickets": books,
  "POST /applications": applies,
  "PATCH /applications/{id}": applies,
  "GET /events": (_leg, { own }) => [
    asksCache("event-service", "GET", () => "events:upcoming", own("before", 0.05, 0.2)),
    works("event-service", "HikariPool.getConnection", own("before", 0.22, 0.28)),
    asksSql("event-service", "SELECT * FROM events WHERE starts_at > now() ORDER BY starts_at LIMIT ?", own("before", 0.3, 0.9)),
  ],
  "POST /notify": (_leg, { own }) => [works("notification", "render template", own("before", 0.2, 0.9))],
}

/** The spans of a service's own work on a leg. */
export function insideOf(leg: Leg, layout: Layout): Node[] {
  if (leg.to !== "gateway") return inside[`${leg.method} ${leg.route}`]?.(leg, layout) ?? []
  const session = asksCache("gateway", "get", (seed) => `session:${people.userOf(seed)}`, within(0.3, 0.9))
  return [works("gateway", "middleware - session", layout.own("before", 0.05, 0.8), { children: [session] })]
}
