// What each instance writes without being asked: heartbeats, garbage collections, pools, starts.
import { addressOf, INSTANCES, type InstanceIndex, podOf, SERVICE_NAMES, SERVICES, type ServiceName } from "#demo/world/cast.ts"
import { type Course, duty, roughly } from "#demo/world/course.ts"
import { hash, hashText } from "#demo/world/hash.ts"
import { BAD_DEPLOY, CYCLE_MS, DOWN, MINUTE_MS, versionAt } from "#demo/world/incidents.ts"
import { numberOf } from "#demo/world/people.ts"
import type { World } from "#demo/world/world.ts"
import { lineOf } from "./format.ts"
import { type Placed, templateOf } from "./of-traces.ts"
import { type Level, says, type Sentence, type Told } from "./sentence.ts"

interface Saying {
  service: ServiceName
  sentence: Sentence
  course: Course
  /** Both when absent. */
  instances?: readonly InstanceIndex[]
}

const HOUR_MS = 60 * MINUTE_MS

const say = (name: string, level: Level, logger: string, message: Sentence["message"], fields?: Sentence["fields"]): Sentence =>
  says(name, level, logger, 0, message, { fields })

/** What an instance says about every `everyMs` while it is up: instance 1 of two services is down at the begin of every other cycle. */
function whileUp(world: World, service: ServiceName, instance: InstanceIndex, everyMs: number, seed?: number): Course {
  const falls = instance === 1 && (service === "event-service" || service === "notification")
  if (!falls)
    return duty(
      { periodMs: HOUR_MS, offsetMs: numberOf(hashText(podOf(service, instance)), 1, 10_000), fromMs: 0, toMs: HOUR_MS, everyMs },
      seed,
    )
  const downMs = (DOWN.to - DOWN.from) * MINUTE_MS
  return duty({ periodMs: 2 * CYCLE_MS, offsetMs: upOf(world, service), fromMs: 0, toMs: 2 * CYCLE_MS - downMs, everyMs }, seed)
}

/** When the instance that falls comes back: in even cycles the event service's, in odd ones the notification's. */
const upOf = (world: World, service: ServiceName): number =>
  world.phaseMs + DOWN.to * MINUTE_MS + (service === "event-service" ? 0 : CYCLE_MS)

const once = (periodMs: number, offsetMs: number): Course => duty({ periodMs, offsetMs, fromMs: 0, toMs: 1, everyMs: 1 })

const heartbeat = say("health", "debug", "health", () => "GET /healthz 200")
const gc = say("gc", "info", "gc", ({ seed, n }) => {
  const before = 180 + numberOf(seed, 61, 240)
  const cause =
    numberOf(seed, 62, 9) === 0 ? "Pause Young (Concurrent Start) (G1 Humongous Allocation)" : "Pause Young (Normal) (G1 Evacuation Pause)"
  return `[gc] GC(${n % 100_000}) ${cause} ${before}M->${60 + numberOf(seed, 63, 60)}M(512M) ${(2 + numberOf(seed, 64, 900) / 100).toFixed(3)}ms`
})
const starved = say("pool", "warn", "com.zaxxer.hikari.pool.HikariPool", ({ seed }) => {
  return `HikariPool-1 - Pool stats (total=10, active=10, idle=0, waiting=${4 + numberOf(seed, 65, 24)})`
})
const leak = say("leak", "warn", "com.zaxxer.hikari.pool.ProxyLeakTask", ({ seed }) => {
  return `Connection leak detection triggered for org.postgresql.jdbc.PgConnection@${hash(seed).toString(16)} on thread http-nio-8080-exec-${1 + numberOf(seed, 66, 10)}, stack trace follows
java.lang.Exception: Apparent connection leak detected
	at com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:100)
	at com.shop.payment.ReceiptRepository.open(ReceiptRepository.kt:19)
	at com.shop.payment.ReceiptService.render(ReceiptService.kt:52)`
})
const started = say("started", "info", "Application", ({ service, version }) => `Started ${service} ${version}`)
const shutdown = say("stopping", "info", "Application", () => "SIGTERM received, draining connections")
const rebalance = say("rebalance", "warn", "consumer", () => "group is rebalancing, partitions revoked")
const rotated = say(
  "token",
  "info",
  "session",
  () => "signing key rotated",
  ({ n }) => ({ kid: `key-${n}` }),
)

/** 12 KB in one line, as some programs will. */
const snapshot = say(
  "snapshot",
  "debug",
  "config",
  () => "route table",
  ({ seed }) => ({
    routes: Array.from({ length: 88 }, (_, i) => ({
      id: `route-${String(i).padStart(3, "0")}`,
      upstream: SERVICE_NAMES[i % SERVICE_NAMES.length]!,
      weight: 1 + numberOf(seed, 100 + i, 100),
      headers: { "x-forwarded-proto": "https", "x-tenant": `t-${numberOf(seed, 300 + i, 900)}` },
      note: i % 9 === 0 ? "경로 설명: 대기열 우선" : "default",
    })),
  }),
)

function sayings(world: World): Saying[] {
  const { phaseMs } = world
  const jvm = SERVICE_NAMES.filter((service) => SERVICES[service].runtime === "jvm")
  const cycle = { periodMs: CYCLE_MS, offsetMs: phaseMs, fromMs: BAD_DEPLOY.from * MINUTE_MS, toMs: BAD_DEPLOY.to * MINUTE_MS }
  const seed = (name: string) => hashText(name, world.seed)
  return [
    ...SERVICE_NAMES.flatMap((service) =>
      INSTANCES.map((index) => ({
        service,
        sentence: heartbeat,
        course: whileUp(world, service, index, 10_000),
        instances: [index],
      })),
    ),
    ...jvm.flatMap((service) =>
      INSTANCES.map((index) => ({
        service,
        sentence: gc,
        course: whileUp(world, service, index, 24_000, seed(`gc/${service}/${index}`)),
        instances: [index],
      })),
    ),
    { service: "payment", sentence: starved, course: duty({ ...cycle, everyMs: 30_000 }) },
    ...INSTANCES.map((index) => ({
      service: "payment" as const,
      sentence: leak,
      course: duty({ ...cycle, everyMs: 20_000 }, seed(`leak/${index}`)),
      instances: [index],
    })),
    { service: "payment", sentence: started, course: once(CYCLE_MS, phaseMs + BAD_DEPLOY.from * MINUTE_MS + 6200) },
    { service: "payment", sentence: shutdown, course: once(CYCLE_MS, phaseMs + BAD_DEPLOY.to * MINUTE_MS - 800) },
    {
      service: "payment",
      sentence: { ...started, name: "rolled back" },
      course: once(CYCLE_MS, phaseMs + BAD_DEPLOY.to * MINUTE_MS + 6400),
    },
    { service: "event-service", sentence: started, course: once(2 * CYCLE_MS, upOf(world, "event-service") + 5100), instances: [1] },
    { service: "notification", sentence: started, course: once(2 * CYCLE_MS, upOf(world, "notification") + 900), instances: [1] },
    { service: "notification", sentence: rebalance, course: roughly(9 * MINUTE_MS, seed("rebalance")), instances: [0] },
    { service: "gateway", sentence: rotated, course: once(HOUR_MS, 1_003_000) },
    ...INSTANCES.map((index) => ({
      service: "gateway" as const,
      sentence: snapshot,
      course: roughly(4 * MINUTE_MS, seed(`snapshot/${index}`)),
      instances: [index],
    })),
  ]
}

/** The templates of all that is said without a request. */
export const placedInBackground = (world: World): Placed[] =>
  sayings(world).flatMap(({ service, sentence, course, instances = INSTANCES }) =>
    instances.map((instance) => {
      const own = hashText(`${podOf(service, instance)} ${sentence.name}`, world.seed)
      const write = (n: number, timeMs: number) => {
        const told: Told = { seed: hash(own, n), n, timeMs, lastsMs: 0, service, instance, version: versionAt(world, service, timeMs) }
        return lineOf(sentence, told)
      }
      const template = templateOf(`${addressOf(service, instance)}: ${sentence.name}`, { course, mostMs: 0 }, write)
      return { service, instance, level: sentence.level, template }
    }),
  )
