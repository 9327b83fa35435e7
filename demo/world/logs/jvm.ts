// What the JVM services write of a request.
import * as people from "#demo/world/people.ts"
import * as stacks from "#demo/world/stacks.ts"
import type { Leg, Story } from "#demo/world/stories.ts"
import { stageOf } from "#demo/world/traces/inside.ts"
import type { Sentence } from "./sentence.ts"

const took = ({ lastsMs }: { lastsMs: number }): string => `${lastsMs.toFixed(1)}ms`

export function searchSentences({ status, exception }: Leg, story: Story): Sentence[] {
  const logger = "ListingSearchService"
  if (exception !== undefined)
    return [
      {
        name: "too long",
        level: "error",
        logger: "o.s.w.s.DispatcherServlet",
        at: 0.95,
        always: true,
        message: ({ seed }) =>
          `Servlet.service() threw exception: ${stacks.tooLong.message}; period=monthly query=${people.searchOf(seed)}`,
        stack: () => stacks.tooLong.stack,
      },
    ]
  const done: Sentence = {
    name: "search done",
    level: "info",
    logger,
    at: 0.97,
    message: ({ seed }) => `search done query="${people.searchOf(seed)}"`,
    fields: (told) => ({ hits: people.numberOf(told.seed, 52, 400), took: took(told), status }),
  }
  const missed: Sentence = {
    name: "cache",
    level: "debug",
    logger: "ListingCache",
    at: 0.12,
    message: ({ seed }) => `cache miss key=listings:${people.numberOf(seed, 31, 5000)}`,
  }
  const slow: Sentence = {
    name: "slow query",
    level: "warn",
    logger: "SlowQueryLog",
    at: 0.9,
    message: (told) =>
      `slow query took=${took(told)} sql="SELECT * FROM listings WHERE tsv @@ plainto_tsquery(?) ORDER BY rank DESC LIMIT ?"`,
  }
  return story.name.startsWith("search.slow") ? [missed, slow, done] : [missed, done]
}

export function listingSentences({ status }: Leg): Sentence[] {
  const logger = "ListingController"
  if (status === 404)
    return [{ name: "missing", level: "warn", logger, at: 0.9, message: ({ seed }) => `listing ${people.listingOf(seed)} not found` }]
  return [
    {
      name: "listing",
      level: "debug",
      logger,
      at: 0.9,
      message: (told) => `listing ${people.listingOf(told.seed)} served from cache in ${took(told)}`,
    },
  ]
}

export function paymentSentences({ status, own }: Leg, story: Story): Sentence[] {
  const logger = "PaymentService"
  const begun: Sentence = {
    name: "begun",
    level: "debug",
    logger,
    at: 0.01,
    message: ({ seed }) => `charging order=${people.orderOf(seed)}`,
    fields: ({ seed }) => ({ user: people.userOf(seed), amount: people.amountOf(seed) }),
  }
  if (status >= 500)
    return [
      begun,
      {
        name: "starved",
        level: "error",
        logger,
        at: 0.999,
        always: true,
        message: ({ seed }) => `결제 실패 order=${people.orderOf(seed)} user=${people.userOf(seed)}: ${stacks.poolTimeout.message}`,
        stack: () => stacks.starved.stack,
      },
    ]
  if (status === 402)
    return [
      begun,
      {
        name: "declined",
        level: "warn",
        logger,
        at: 0.95,
        message: ({ seed }) => `카드 승인 거절 order=${people.orderOf(seed)} reason=insufficient_funds`,
      },
    ]
  const accepted: Sentence = {
    name: "accepted",
    level: "info",
    logger,
    at: 0.98,
    message: ({ seed }) => `payment accepted order=${people.orderOf(seed)}`,
    fields: (told) => ({
      user: people.userOf(told.seed),
      product: people.productOf(told.seed),
      amount: people.amountOf(told.seed),
      took: took(told),
    }),
  }
  if (own.medianMs > 1000)
    return [
      begun,
      {
        name: "waited",
        level: "warn",
        logger: "c.zaxxer.hikari.pool.HikariPool",
        at: 0.9,
        message: (told) => `HikariPool-1 - connection acquired late, waited=${took(told)} (total=10, active=10, idle=0, waiting=12)`,
      },
      accepted,
    ]
  if (story.name.startsWith("order.slow"))
    return [
      begun,
      {
        name: "retry",
        level: "warn",
        logger: "CardGateway",
        at: 0.6,
        message: () => "no answer from api.pay.example, retrying attempt=2/3 backoff=100ms",
      },
      accepted,
    ]
  return [begun, accepted]
}

export function eventSentences({ method, route, status }: Leg): Sentence[] {
  if (route === "/events")
    return [
      {
        name: "listed",
        level: "debug",
        logger: "EventController",
        at: 0.95,
        message: () => "events listed",
        fields: (told) => ({ count: 5 + people.numberOf(told.seed, 53, 40), took: took(told) }),
      },
    ]
  if (route.endsWith("/tickets")) {
    const logger = "TicketService"
    const fields: Sentence["fields"] = ({ seed }) => ({
      event_id: people.eventOf(seed),
      user_id: people.userOf(seed),
      amount: people.amountOf(seed),
    })
    if (status >= 500)
      return [
        {
          name: "not paid",
          level: "error",
          logger,
          at: 0.99,
          always: true,
          message: () => "ticket was not booked: payment failed",
          fields,
          stack: () => stacks.paymentFailed.stack,
        },
      ]
    return [{ name: "booked", level: "info", logger, at: 0.97, message: () => "예매가 완료되었습니다", fields }]
  }
  const moved = method === "PATCH"
  const logger = "ApplicationService"
  const fields: Sentence["fields"] = ({ seed }) => ({
    form_id: people.formOf(seed),
    stage: stageOf(moved, seed),
    user_id: people.userOf(seed),
  })
  return [
    {
      name: "form",
      level: "info",
      logger,
      at: 0.96,
      message: ({ seed }) => (moved ? `신청서 단계 변경: ${stageOf(moved, seed)}` : "application received"),
      fields,
    },
  ]
}
