// What a service leans on: its database pool, its cache, its log.
import { SERVICES } from "#demo/world/cast.ts"
import { type Company, type Family, isBad, type ServedLeg, type Spec, type Target } from "#demo/world/company.ts"
import { about, each, family, gauge, wander } from "#demo/world/families/family.ts"
import { hashText, unit } from "#demo/world/hash.ts"
import { starvation } from "#demo/world/incidents.ts"
import { isStarved } from "#demo/world/requests.ts"
import type { Gauge } from "#demo/world/series.ts"
import type { Labels } from "#demo/promql/storage.ts"

const POOL = { pool: "HikariPool-1" }
const POOL_SIZE = 10
const CACHE = { cache: "listings" }
const HIT_SHARE = 0.82
const TIMEOUT_S = 3

type Measured = (leg: ServedLeg) => (hand: number) => number

const gaveUp = ({ leg }: ServedLeg): boolean => leg.exception === "CannotCreateTransactionException"
const waited = ({ leg, flow }: ServedLeg): boolean => leg.to === "payment" && isStarved(flow) && leg.status === 200
const steps = (seconds: number) => Math.round(seconds * 2 ** 20) / 2 ** 20

/** Seconds until a connection was had. */
const acquiring: Measured = (leg) => (hand) =>
  gaveUp(leg) ? 0 : waited(leg) ? steps(leg.deck.server[leg.step]![hand]! * 0.9) : steps(0.0001 + 0.002 * unit(hand, leg.step) ** 4)
/** Seconds for which it was held. */
const holding: Measured = (leg) => (hand) => (gaveUp(leg) ? 0 : steps(leg.deck.server[leg.step]![hand]! * (waited(leg) ? 0.1 : 0.55)))

/** `<name>_count` and `_sum` of what legs add. */
function timer(company: Company, target: Target, name: string, labels: Labels, legs: readonly ServedLeg[], measure: Measured): Spec[] {
  return each(target, (bad) => {
    const mine = legs.filter((leg) => bad === undefined || isBad(leg) === bad)
    return [
      { name: `${name}_count`, target, labels, read: company.durations(target, mine, "server", Infinity) },
      { name: `${name}_sum`, target, labels, read: company.sum(target, mine, measure) },
    ]
  })
}

function pool(company: Company, target: Company["instances"][number]): Spec[] {
  const legs = company.served(target.service, target.index)
  const salt = hashText(`pool/${target.instance}`, company.world.seed)
  const held = company.load(
    legs,
    (leg) => (leg.deck.server[leg.step]!.reduce((sum, seconds) => sum + seconds, 0) / leg.deck.server[leg.step]!.length) * 0.5,
  )
  const starved: Gauge = (timeMs) => (target.service === "payment" ? starvation(company.world, timeMs) : 0)
  const active: Gauge = (timeMs, startMs) =>
    starved(timeMs, startMs) > 0.5 ? POOL_SIZE : Math.min(POOL_SIZE, about(salt, timeMs, held.rate(timeMs) + 6 * starved(timeMs, startMs)))
  const pending: Gauge = (timeMs, startMs) => {
    const share = starved(timeMs, startMs)
    return share > 0.3 ? Math.max(1, Math.round(26 * share * (1 + 0.3 * wander(salt, timeMs, 40_000)))) : 0
  }
  const acquiring_: Gauge = (timeMs, startMs) =>
    starved(timeMs, startMs) > 0
      ? TIMEOUT_S + 0.002 + 0.01 * unit(salt, Math.floor(timeMs / 60_000))
      : 0.002 + 0.004 * unit(salt, Math.floor(timeMs / 60_000))
  const of = (name: string, read: Gauge) => gauge(target, name, POOL, read)
  return [
    ...of("hikaricp_connections", () => POOL_SIZE),
    ...of("hikaricp_connections_active", active),
    ...of("hikaricp_connections_idle", (timeMs, startMs) => POOL_SIZE - active(timeMs, startMs)),
    ...of("hikaricp_connections_pending", pending),
    ...of("hikaricp_connections_max", () => POOL_SIZE),
    ...of("hikaricp_connections_min", () => POOL_SIZE),
    ...of("hikaricp_connections_acquire_seconds_max", acquiring_),
    ...timer(company, target, "hikaricp_connections_acquire_seconds", POOL, legs, acquiring),
    ...timer(company, target, "hikaricp_connections_usage_seconds", POOL, legs, holding),
    ...timer(company, target, "hikaricp_connections_timeout", POOL, legs.filter(gaveUp), () => () => 1)
      .filter(({ name }) => name.endsWith("_sum"))
      .map((spec) => ({ ...spec, name: "hikaricp_connections_timeout_total" })),
  ]
}

/** A counter of legs, or of those of them whose hand says so. */
function counter(
  company: Company,
  target: Target,
  name: string,
  labels: Labels,
  legs: readonly ServedLeg[],
  share: (hand: number) => boolean = () => true,
): Spec[] {
  return timer(company, target, name, labels, legs, () => (hand) => (share(hand) ? 1 : 0))
    .filter((spec) => spec.name === `${name}_sum`)
    .map((spec) => ({ ...spec, name }))
}

const isHit = (hand: number): boolean => unit(hand, 7) < HIT_SHARE

function cache(company: Company, target: Company["instances"][number]): Spec[] {
  if (target.service !== "listing-search") return []
  const legs = company.served(target.service, target.index).filter(({ leg }) => leg.status < 500)
  const salt = hashText(`cache/${target.instance}`, company.world.seed)
  return [
    ...counter(company, target, "cache_gets_total", { ...CACHE, result: "hit" }, legs, isHit),
    ...counter(company, target, "cache_gets_total", { ...CACHE, result: "miss" }, legs, (hand) => !isHit(hand)),
    ...counter(company, target, "cache_puts_total", CACHE, legs, (hand) => !isHit(hand)),
    ...counter(company, target, "cache_evictions_total", CACHE, legs, (hand) => !isHit(hand) && unit(hand, 8) < 0.9),
    ...gauge(target, "cache_size", CACHE, (timeMs, startMs) =>
      Math.round((1 - Math.exp(-(timeMs - startMs) / 900_000)) * (9600 + 380 * wander(salt, timeMs, 600_000))),
    ),
  ]
}

/** By which level the log tells of a request. */
export const logLevelOf = (status: number): "info" | "warn" | "error" => (status >= 500 ? "error" : status >= 400 ? "warn" : "info")

function log(company: Company, target: Company["instances"][number]): Spec[] {
  const legs = company.served(target.service, target.index)
  return ["trace", "debug", "info", "warn", "error"].flatMap((level) =>
    counter(
      company,
      target,
      "logback_events_total",
      { level },
      legs.filter(({ leg }) => logLevelOf(leg.status) === level),
    ),
  )
}

/** The pool, the cache and the log of every JVM service. */
export function poolFamilies(company: Company): Family[] {
  const specs = company.instances
    .filter(({ service }) => SERVICES[service].runtime === "jvm")
    .flatMap((target) => [...pool(company, target), ...cache(company, target), ...log(company, target)])
  return FAMILIES.map(([type, name, help, parts]) =>
    family(
      type,
      name,
      help,
      "",
      parts.flatMap((part) => specs.filter((spec) => spec.name === name + part)),
    ),
  )
}

const FAMILIES: readonly [Family["type"], name: string, help: string, parts: readonly string[]][] = [
  ["gauge", "hikaricp_connections", "Total connections", [""]],
  ["gauge", "hikaricp_connections_active", "Active connections", [""]],
  ["gauge", "hikaricp_connections_idle", "Idle connections", [""]],
  ["gauge", "hikaricp_connections_pending", "Pending threads", [""]],
  ["gauge", "hikaricp_connections_max", "Max connections", [""]],
  ["gauge", "hikaricp_connections_min", "Min connections", [""]],
  ["counter", "hikaricp_connections_timeout_total", "Connection timeout total count", [""]],
  ["summary", "hikaricp_connections_acquire_seconds", "Connection acquire time", ["_count", "_sum"]],
  ["gauge", "hikaricp_connections_acquire_seconds_max", "Connection acquire time", [""]],
  ["summary", "hikaricp_connections_usage_seconds", "Connection usage time", ["_count", "_sum"]],
  ["counter", "cache_gets_total", "The number of times cache lookup methods have returned a cached value, or none.", [""]],
  ["counter", "cache_puts_total", "The number of entries added to the cache", [""]],
  ["counter", "cache_evictions_total", "cache evictions", [""]],
  ["gauge", "cache_size", "The number of entries in this cache", [""]],
  ["counter", "logback_events_total", "Number of log events that were enabled by the effective log level", [""]],
]
