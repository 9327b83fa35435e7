// Kinds of spans as the usual instrumentations write them.
import type { AttributeValue, Attributes, Span } from "#demo/traceql/trace-store.ts"
import { SERVICES, type Runtime, type ServiceName } from "#demo/world/cast.ts"
import { hash } from "#demo/world/hash.ts"
import { afterwards, within, type Failure, type Node, type Telling } from "./plan.ts"

type Scope = Span["scope"]
const java = (name: string): Scope => ({ name: `io.opentelemetry.${name}`, version: "2.20.1-alpha" })
const node = (name: string): Scope => ({ name: `@opentelemetry/instrumentation-${name}`, version: "0.206.0" })
const go = (path: string): Scope => ({ name: `go.opentelemetry.io/contrib/instrumentation/${path}`, version: "0.63.0" })

const SCOPES: Record<Runtime, { server: Scope; client: Scope; cache: Scope; queue: Scope; own: Scope }> = {
  node: { server: node("http"), client: node("undici"), cache: node("ioredis"), queue: node("kafkajs"), own: { name: "gateway" } },
  jvm: {
    server: java("tomcat-10.0"),
    client: java("java-http-client"),
    cache: java("lettuce-5.1"),
    queue: java("kafka-clients-2.6"),
    own: java("opentelemetry-instrumentation-annotations-1.16"),
  },
  go: {
    server: go("net/http/otelhttp"),
    client: go("net/http/otelhttp"),
    cache: { name: "github.com/redis/go-redis/extra/redisotel", version: "9.14.0" },
    queue: { name: "github.com/twmb/franz-go/plugin/kotel", version: "1.6.0" },
    own: { name: "shop/telemetry" },
  },
}
/** The instrumentation that a service writes a kind of span with. */
export const scopeOf = (service: ServiceName, what: keyof (typeof SCOPES)["jvm"]): Scope => SCOPES[SERVICES[service].runtime][what]

/** Work inside a service. */
export const works = (service: ServiceName, name: string, place: Node["place"], more: Partial<Node> = {}): Node => ({
  service,
  name,
  kind: "internal",
  scope: scopeOf(service, "own"),
  place,
  ...more,
})

const POOL = { "code.function.name": "com.zaxxer.hikari.HikariDataSource.getConnection", "db.client.connection.pool.name": "HikariPool-1" }

/** A wait for a connection of the pool. */
export const waitsForPool = (service: ServiceName, from: number, to: number, failure?: Node["failure"]): Node =>
  works(service, "HikariPool.getConnection", within(from, to), { scope: java("jdbc"), attributes: () => POOL, failure })

/** A statement sent to Postgres: "INSERT shop.payments". */
export function asksSql(service: ServiceName, text: string, place: Node["place"], failure?: Node["failure"]): Node {
  const operation = text.slice(0, text.indexOf(" "))
  const table = /(?:FROM|INTO|UPDATE) (\w+)/.exec(text)?.[1] ?? ""
  const attributes: Record<string, AttributeValue> = {
    "db.system": "postgresql",
    "db.system.name": "postgresql",
    "db.namespace": "shop",
    "db.operation.name": operation,
    "db.collection.name": table,
    "db.query.text": text,
    "server.address": "postgres.shop.svc",
    "server.port": 5432,
  }
  if (failure) attributes["error.type"] = "org.postgresql.util.PSQLException"
  return { service, name: `${operation} shop.${table}`, kind: "client", scope: java("jdbc"), place, attributes: () => attributes, failure }
}

/** A command sent to Redis. */
export function asksCache(service: ServiceName, command: string, key: (seed: number) => string, place: Node["place"]): Node {
  const common = { "db.system": "redis", "db.system.name": "redis", "db.operation.name": command }
  const server = { "server.address": "redis.shop.svc", "server.port": 6379 }
  const attributes = ({ seed }: Telling): Attributes => ({ ...common, "db.query.text": `${command} ${key(seed)}`, ...server })
  return { service, name: command, kind: "client", scope: scopeOf(service, "cache"), place, attributes }
}

const offset = ({ n }: Telling): Attributes => ({ "messaging.kafka.offset": n })

/**
 * A message put on a topic and, later and elsewhere, taken from it; the consumer's span links back to the producer's. Instance 0 of the
 * consumer holds the topic's partition.
 */
export function sends(from: ServiceName, to: ServiceName, topic: string, place: Node["place"], inside: readonly Node[]): Node {
  const common = { "messaging.system": "kafka", "messaging.destination.name": topic, "messaging.destination.partition.id": "0" }
  const consumer: Node = {
    service: to,
    instance: 0,
    name: `process ${topic}`,
    kind: "consumer",
    scope: scopeOf(to, "queue"),
    place: afterwards(6, 18),
    attributes: (telling) => ({
      ...common,
      "messaging.operation.name": "process",
      "messaging.operation.type": "process",
      "messaging.consumer.group.name": to,
      ...offset(telling),
    }),
    links: (telling, spanId) => [{ traceId: telling.traceId(), spanId, attributes: { "messaging.message.id": messageOf(telling) } }],
    children: inside,
  }
  return {
    service: from,
    name: `publish ${topic}`,
    kind: "producer",
    scope: scopeOf(from, "queue"),
    place,
    attributes: (telling) => ({
      ...common,
      "messaging.operation.name": "publish",
      "messaging.operation.type": "send",
      "messaging.message.id": messageOf(telling),
    }),
    children: [consumer],
  }
}

const messageOf = ({ seed }: Telling): string => hash(seed, 0x6d7367).toString(16).padStart(8, "0")

/** What a failure says about itself, from an error that was thrown. */
export const thrown = (type: string, message: string, stack: string): Failure => ({ message, exception: { type, message, stack } })
