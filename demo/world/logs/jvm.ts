// What the JVM services write of a request.
import * as people from "#demo/world/people.ts"
import * as stacks from "#demo/world/stacks.ts"
import type { Leg, Story } from "#demo/world/stories.ts"
import { stageOf } from "#demo/world/traces/inside.ts"
import { type Fields, says, type Sentence, type Told } from "./sentence.ts"

const took = ({ lastsMs }: Told): string => `${lastsMs.toFixed(1)}ms`

const TOO_LONG = says(
  "too long",
  "error",
  "o.s.w.s.DispatcherServlet",
  0.95,
  ({ seed }) => `Servlet.service() threw exception: ${stacks.tooLong.message}; period=monthly query=${people.searchOf(seed)}`,
  { stack: () => stacks.tooLong.stack },
)
const SEARCHED = says("search done", "info", "ListingSearchService", 0.97, ({ seed }) => `search done query="${people.searchOf(seed)}"`, {
  fields: (told) => ({ hits: people.numberOf(told.seed, 52, 400), took: took(told) }),
})
const MISSED = says("cache", "debug", "ListingCache", 0.12, ({ seed }) => `cache miss key=listings:${people.numberOf(seed, 31, 5000)}`)
const SLOW = says("slow query", "warn", "SlowQueryLog", 0.9, (told) => {
  return `slow query took=${took(told)} sql="SELECT * FROM listings WHERE tsv @@ plainto_tsquery(?) ORDER BY rank DESC LIMIT ?"`
})

export function searchSentences({ exception }: Leg, { name }: Story): Sentence[] {
  if (exception !== undefined) return [TOO_LONG]
  return name.startsWith("search.slow") ? [MISSED, SLOW, SEARCHED] : [MISSED, SEARCHED]
}

const ABSENT = says("missing", "warn", "ListingController", 0.9, ({ seed }) => `listing ${people.listingOf(seed)} not found`)
const SERVED = says(
  "listing",
  "debug",
  "ListingController",
  0.9,
  (told) => `listing ${people.listingOf(told.seed)} served from cache in ${took(told)}`,
)

export const listingSentences = ({ status }: Leg): Sentence[] => [status === 404 ? ABSENT : SERVED]

const BEGUN = says("begun", "debug", "PaymentService", 0.01, ({ seed }) => `charging order=${people.orderOf(seed)}`, {
  fields: ({ seed }) => ({ user: people.userOf(seed), amount: people.amountOf(seed) }),
})
const STARVED = says(
  "starved",
  "error",
  "PaymentService",
  0.999,
  ({ seed }) => `결제 실패 order=${people.orderOf(seed)} user=${people.userOf(seed)}: ${stacks.poolTimeout.message}`,
  { stack: () => stacks.starved.stack },
)
const DECLINED = says(
  "declined",
  "warn",
  "PaymentService",
  0.95,
  ({ seed }) => `카드 승인 거절 order=${people.orderOf(seed)} reason=insufficient_funds`,
)
const ACCEPTED = says("accepted", "info", "PaymentService", 0.98, ({ seed }) => `payment accepted order=${people.orderOf(seed)}`, {
  fields: (told) => ({
    user: people.userOf(told.seed),
    product: people.productOf(told.seed),
    amount: people.amountOf(told.seed),
    took: took(told),
  }),
})
const WAITED = says("waited", "warn", "c.zaxxer.hikari.pool.HikariPool", 0.9, (told) => {
  return `HikariPool-1 - connection acquired late, waited=${took(told)} (total=10, active=10, idle=0, waiting=12)`
})
const RETRIED = says("retry", "warn", "CardGateway", 0.6, () => "no answer from api.pay.example, retrying attempt=2/3 backoff=100ms")

export function paymentSentences({ status, own }: Leg, { name }: Story): Sentence[] {
  if (status >= 500) return [BEGUN, STARVED]
  if (status === 402) return [BEGUN, DECLINED]
  if (own.medianMs > 1000) return [BEGUN, WAITED, ACCEPTED]
  return name.startsWith("order.slow") ? [BEGUN, RETRIED, ACCEPTED] : [BEGUN, ACCEPTED]
}

const ticket = ({ seed }: Told): Fields => ({ event_id: people.eventOf(seed), user_id: people.userOf(seed), amount: people.amountOf(seed) })
const NOT_PAID = says("not paid", "error", "TicketService", 0.99, () => "ticket was not booked: payment failed", {
  fields: ticket,
  stack: () => stacks.paymentFailed.stack,
})
const BOOKED = says("booked", "info", "TicketService", 0.97, () => "예매가 완료되었습니다", { fields: ticket })
const LISTED = says("listed", "debug", "EventController", 0.95, () => "events listed", {
  fields: (told) => ({ count: 5 + people.numberOf(told.seed, 53, 40), took: took(told) }),
})
const form = (moved: boolean): Sentence =>
  says(
    "form",
    "info",
    "ApplicationService",
    0.96,
    ({ seed }) => (moved ? `신청서 단계 변경: ${stageOf(moved, seed)}` : "application received"),
    {
      fields: ({ seed }) => ({ form_id: people.formOf(seed), stage: stageOf(moved, seed), user_id: people.userOf(seed) }),
    },
  )

export function eventSentences({ method, route, status }: Leg): Sentence[] {
  if (route === "/events") return [LISTED]
  if (route.endsWith("/tickets")) return [status >= 500 ? NOT_PAID : BOOKED]
  return [form(method === "PATCH")]
}
