// What customers do, told as stories: a call of the gateway and the calls that it makes. Every counter, log line and span of a request
// is read from its story.
import type { ServiceName } from "#demo/world/cast.ts"
import type { Part } from "#demo/world/clockwork.ts"
import type { Channel } from "#demo/world/rhythm.ts"

/** A time of its own, lognormal. */
export interface Spread {
  medianMs: number
  sigma: number
}

/** Servers that are not the shop's: only the caller's side is seen. */
export type Outside = "api.pay.example" | "push.example" | "iot.scooter.example"

/** One call: what the server does, and whom it calls in turn, one after another. */
export interface Leg {
  to: ServiceName | Outside
  method: "GET" | "POST" | "PATCH"
  /** The template, "/listings/{id}". */
  route: string
  status: number
  /** What the server spends beside its calls. */
  own: Spread
  calls: readonly Leg[]
  /** Micrometer's `exception`: simple name of the class. */
  exception?: string
  /** OTel's `error_type` at the caller when it is no status: "ECONNREFUSED", "timeout". */
  error?: string
  /** The connection was refused: the caller's side is all there is. */
  refused?: boolean
}

export interface Story {
  /** "order.completed": route and what became of it. */
  name: string
  route: string
  /** Requests per second at a rhythm of 1, both gateways together. */
  rate: number
  channel: Channel
  /** In which parts of the clock it happens. */
  parts: readonly Part[]
  /** Instances that answer behind the gateway; both when absent. */
  lanes?: readonly (0 | 1)[]
  /** Of so many requests one is traced; of those that fail, each. */
  sampled: number
  root: Leg
}

const spread = (medianMs: number, sigma: number): Spread => ({ medianMs, sigma })
type More = Partial<Pick<Leg, "exception" | "error" | "refused" | "calls">>
type Target = readonly [to: Leg["to"], method: Leg["method"], route: string]
const leg = ([to, method, route]: Target, status: number, own: Spread, more: More = {}): Leg => ({
  to,
  method,
  route,
  status,
  own,
  calls: [],
  ...more,
})

const ALL: readonly Part[] = ["down0", "down1", "fed", "starved", "calm"]
const NO_PAYMENT_TROUBLE: readonly Part[] = ["down0", "down1", "fed", "calm"]
const without = (parts: readonly Part[], ...gone: Part[]): readonly Part[] => parts.filter((part) => !gone.includes(part))

const LISTINGS: Target = ["gateway", "GET", "/api/listings"]
const LISTING: Target = ["gateway", "GET", "/api/listings/:id"]
const ORDERS: Target = ["gateway", "POST", "/api/orders"]
const RENTALS: Target = ["gateway", "POST", "/api/rentals"]
const RENTAL_END: Target = ["gateway", "POST", "/api/rentals/:id/end"]
const EVENTS: Target = ["gateway", "GET", "/api/events"]
const TICKETS: Target = ["gateway", "POST", "/api/events/:id/tickets"]
const APPLY: Target = ["gateway", "POST", "/api/applications"]
const MOVE: Target = ["gateway", "PATCH", "/api/applications/:id"]
const SEARCH: Target = ["listing-search", "GET", "/listings"]
const FIND: Target = ["listing-search", "GET", "/listings/{id}"]
const PAY: Target = ["payment", "POST", "/payments"]
const CHARGE: Target = ["api.pay.example", "POST", "/v1/charges"]
const NOTIFY: Target = ["notification", "POST", "/notify"]
const PUSH: Target = ["push.example", "POST", "/v2/messages"]
const COMMAND: Target = ["scooter-control", "POST", "/commands"]
const MAP: Target = ["gateway", "GET", "/api/scooters"]
const NEARBY: Target = ["scooter-control", "GET", "/scooters"]
const DEVICE: Target = ["iot.scooter.example", "POST", "/devices/{id}/commands"]
const LIST_EVENTS: Target = ["event-service", "GET", "/events"]
const BOOK: Target = ["event-service", "POST", "/events/{id}/tickets"]
const RECEIVE: Target = ["event-service", "POST", "/applications"]
const REVIEW: Target = ["event-service", "PATCH", "/applications/{id}"]

const SHORT = spread(2, 0.4)
const SLOW = 3.2
const notify = leg(NOTIFY, 202, spread(3, 0.5), { calls: [leg(PUSH, 200, spread(38, 0.45))] })
const charge = leg(CHARGE, 201, spread(90, 0.4))
const pay = leg(PAY, 200, spread(24, 0.5), { calls: [charge] })
const slowPay = leg(PAY, 200, spread(70, 0.7), { calls: [leg(CHARGE, 201, spread(260, 0.6))] })
const declined = leg(PAY, 402, spread(16, 0.5), { calls: [leg(CHARGE, 402, spread(70, 0.4))], exception: "CardDeclinedException" })
/** Waits for a connection of the pool and gets one late. */
const starvedPay = leg(PAY, 200, spread(1700, 0.25), { calls: [charge] })
/** Waits for three seconds in vain. */
const starvedOut = leg(PAY, 500, spread(3006, 0.002), { exception: "CannotCreateTransactionException" })
const refused = (target: Target): Leg => leg(target, 0, spread(1.2, 0.5), { refused: true, error: "ECONNREFUSED" })

type Told = Omit<Story, "name" | "route" | "root" | "sampled" | "channel"> & Partial<Pick<Story, "sampled" | "channel">>
const story = (name: string, target: Target, status: number, calls: readonly Leg[], told: Told): Story => ({
  name,
  route: target[2],
  sampled: 20,
  channel: "usual",
  ...told,
  root: leg(target, status, SHORT, { calls }),
})

/** A read of one service: nearly always well, now and then slow because all is busy. */
function read(name: string, target: Target, callee: Target, rate: number, own: Spread, parts: readonly Part[]): Story[] {
  const slow = spread(own.medianMs * SLOW, own.sigma * 1.2)
  return [
    story(`${name}.ok`, target, 200, [leg(callee, 200, own)], { rate: rate * 0.93, parts }),
    story(`${name}.slow`, target, 200, [leg(callee, 200, slow)], { rate: rate * 0.07, parts, channel: "strained" }),
  ]
}

const listings: Story[] = [
  ...read("search", LISTINGS, SEARCH, 8, spread(26, 0.5), ALL),
  story("search.monthly", LISTINGS, 500, [leg(SEARCH, 500, spread(14, 0.4), { exception: "DataIntegrityViolationException" })], {
    rate: 8 / 20_000,
    parts: ALL,
    sampled: 1,
  }),
  story("search.load", LISTINGS, 200, [leg(SEARCH, 200, spread(31, 0.55))], { rate: 14, parts: ALL, channel: "load", sampled: 100 }),
  ...read("listing", LISTING, FIND, 5, spread(9, 0.5), ALL),
  story("listing.missing", LISTING, 404, [leg(FIND, 404, spread(5, 0.4), { exception: "ListingNotFoundException" })], {
    rate: 0.1,
    parts: ALL,
  }),
  story("listing.load", LISTING, 200, [leg(FIND, 200, spread(11, 0.5))], { rate: 6, parts: ALL, channel: "load", sampled: 100 }),
]

/** While payment is badly deployed. */
function starvation(
  name: string,
  target: Target,
  rate: number,
  well: (pay: Leg) => readonly Leg[],
  ill: (pay: Leg) => readonly Leg[],
): Story[] {
  const parts: readonly Part[] = ["starved"]
  return [
    story(`${name}.starved`, target, 201, well(starvedPay), { rate: rate * 0.62, parts, sampled: 4 }),
    story(`${name}.failed`, target, 502, ill(starvedOut), { rate: rate * 0.38, parts, sampled: 1 }),
  ]
}

const orders: Story[] = [
  story("order.ok", ORDERS, 201, [pay, notify], { rate: 2 * 0.9, parts: without(NO_PAYMENT_TROUBLE, "down1") }),
  story("order.slow", ORDERS, 201, [slowPay, notify], {
    rate: 2 * 0.06,
    parts: without(NO_PAYMENT_TROUBLE, "down1"),
    channel: "strained",
    sampled: 4,
  }),
  story("order.declined", ORDERS, 402, [declined], { rate: 2 * 0.04, parts: NO_PAYMENT_TROUBLE, sampled: 5 }),
  story("order.alone", ORDERS, 201, [pay, notify], { rate: 2 * 0.81, parts: ["down1"] }),
  story("order.unannounced", ORDERS, 502, [pay, refused(NOTIFY)], { rate: 2 * 0.15, parts: ["down1"], lanes: [1], sampled: 1 }),
  ...starvation(
    "order",
    ORDERS,
    2,
    (pay) => [pay, notify],
    (pay) => [pay],
  ),
]

function rental(name: string, target: Target, rate: number): Story[] {
  const done = (own: Spread) => leg(COMMAND, 200, spread(6, 0.5), { calls: [leg(DEVICE, 200, own)] })
  const silent = leg(COMMAND, 504, spread(5, 0.5), { calls: [leg(DEVICE, 0, spread(5002, 0.0008), { error: "timeout" })] })
  return [
    story(`${name}.ok`, target, 200, [done(spread(180, 0.5))], { rate: rate * 0.88, parts: ALL }),
    story(`${name}.slow`, target, 200, [done(spread(700, 0.4))], { rate: rate * 0.06, parts: ALL, channel: "strained", sampled: 5 }),
    story(`${name}.silent`, target, 504, [silent], { rate: rate * 0.06, parts: ALL, sampled: 1 }),
  ]
}

const withEvents = (pay: Leg, then: readonly Leg[], status = 201): Leg =>
  leg(BOOK, status, spread(18, 0.5), { calls: [pay, ...then], ...(status >= 500 && { exception: "PaymentFailedException" }) })

const events: Story[] = [
  ...read("events", EVENTS, LIST_EVENTS, 4, spread(15, 0.5), without(ALL, "down0")),
  story("events.alone", EVENTS, 200, [leg(LIST_EVENTS, 200, spread(22, 0.6))], { rate: 4 * 0.9, parts: ["down0"] }),
  story("events.refused", EVENTS, 502, [refused(LIST_EVENTS)], { rate: 4 * 0.1, parts: ["down0"], lanes: [1], sampled: 1 }),
  story("ticket.ok", TICKETS, 201, [withEvents(pay, [notify])], { rate: 0.6, parts: NO_PAYMENT_TROUBLE }),
  ...starvation(
    "ticket",
    TICKETS,
    0.6,
    (pay) => [withEvents(pay, [notify])],
    (pay) => [withEvents(pay, [], 502)],
  ),
]

const applications: Story[] = [
  story("apply.ok", APPLY, 201, [leg(RECEIVE, 201, spread(40, 0.5))], { rate: 0.1, parts: ALL, sampled: 5 }),
  story("apply.move", MOVE, 200, [leg(REVIEW, 200, spread(30, 0.5))], { rate: 0.4, parts: ALL, sampled: 5 }),
]

const touches = (leg: Leg, service: ServiceName): boolean => leg.to === service || leg.calls.some((call) => touches(call, service))

/** A story in which an instance is missing, or in which payment has another version, is a story of its own. */
function apart(told: Story): Story[] {
  const groups: (readonly Part[])[] = []
  if (touches(told.root, "event-service")) groups.push(["down0"])
  if (touches(told.root, "notification")) groups.push(["down1"])
  if (touches(told.root, "payment")) groups.push(["fed", "starved"])
  const special = new Set(groups.flat())
  return [told.parts.filter((part) => !special.has(part)), ...groups.map((group) => group.filter((part) => told.parts.includes(part)))]
    .filter((parts) => parts.length > 0)
    .map((parts) => ({ ...told, name: parts.length === told.parts.length ? told.name : `${told.name}@${parts.join("+")}`, parts }))
}

/** All stories; an index here names a story for good. */
export const STORIES: readonly Story[] = [
  ...listings,
  ...orders,
  ...rental("rental", RENTALS, 1.5),
  ...rental("return", RENTAL_END, 1.3),
  ...events,
  ...applications,
  ...read("map", MAP, NEARBY, 5, spread(7, 0.5), ALL),
].flatMap(apart)

export const isOutside = (to: Leg["to"]): to is Outside => to.endsWith(".example")
