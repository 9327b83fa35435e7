// A trace as the engine reads it, made when its spans are first looked at.
import type { Attributes, Span, SpanEvent, Trace, TraceShape } from "#demo/traceql/trace-store.ts"
import { addressOf, hostOf, type InstanceIndex, NAMESPACE, podOf, type Runtime, SERVICES, type ServiceName } from "#demo/world/cast.ts"
import { versionAt } from "#demo/world/incidents.ts"
import type { World } from "#demo/world/world.ts"
import { type Exception, type Planned, stretchesOf, stretchOf, type Telling } from "./plan.ts"
import { type Source, spanIdOf } from "./sources.ts"

const SDK: Record<Runtime, Attributes> = {
  node: {
    "telemetry.sdk.language": "nodejs",
    "telemetry.sdk.version": "2.2.0",
    "process.runtime.name": "nodejs",
    "process.runtime.version": "24.11.0",
  },
  jvm: {
    "telemetry.sdk.language": "java",
    "telemetry.sdk.version": "1.55.0",
    "process.runtime.name": "OpenJDK Runtime Environment",
    "process.runtime.version": "21.0.9+10",
  },
  go: {
    "telemetry.sdk.language": "go",
    "telemetry.sdk.version": "1.38.0",
    "process.runtime.name": "go",
    "process.runtime.version": "go1.25.4",
  },
}

const resources = new Map<string, Attributes>()
const MOST_RESOURCES = 500

/** What spans say of who wrote them; one object for an instance of a version. */
export function resourceOf(service: ServiceName, index: InstanceIndex, version: string): Attributes {
  const key = `${service}-${index} ${version}`
  let resource = resources.get(key)
  if (!resource) {
    resource = {
      "service.name": service,
      "service.namespace": NAMESPACE,
      "service.version": version,
      "service.instance.id": addressOf(service, index),
      "deployment.environment.name": "demo",
      "host.name": hostOf(index),
      "k8s.namespace.name": NAMESPACE,
      "k8s.pod.name": podOf(service, index),
      "telemetry.sdk.name": "opentelemetry",
      ...SDK[SERVICES[service].runtime],
    }
    if (resources.size >= MOST_RESOURCES) resources.clear()
    resources.set(key, resource)
  }
  return resource
}

/** Nanoseconds since 1970 of milliseconds with a fraction. */
export function nsOf(timeMs: number): bigint {
  const whole = Math.floor(timeMs)
  return BigInt(whole) * 1_000_000n + BigInt(Math.floor((timeMs - whole) * 1e6))
}

const NONE: readonly never[] = []

const exceptionEvent = ({ type, message, stack }: Exception, timeNs: bigint): SpanEvent => ({
  timeNs,
  name: "exception",
  attributes: { "exception.type": type, "exception.message": message, "exception.stacktrace": stack },
})

export class BuiltTrace implements Trace {
  readonly traceId: string
  readonly startMs: number
  readonly durationMs: number
  readonly shape: TraceShape
  readonly #source: Source
  readonly #telling: Telling
  #spans: readonly Span[] | undefined

  constructor(source: Source, shape: TraceShape, telling: Telling) {
    this.#source = source
    this.#telling = telling
    this.shape = shape
    this.traceId = telling.traceId()
    this.startMs = telling.timeMs
    this.durationMs = stretchOf(source.nodes, source.nodes[0]!, telling)[1]
  }

  get spans(): readonly Span[] {
    return (this.#spans ??= build(this.#source, this.#telling))
  }
}

function build(source: Source, telling: Telling): Span[] {
  const { nodes } = source
  const startNs = nsOf(telling.timeMs)
  const stretches = stretchesOf(nodes, telling)
  const spans: Span[] = []
  for (const node of nodes) {
    const [from, to] = stretches[node.index]!
    const begin = Math.floor(from * 1e6)
    const parentSpanId = node.parent < 0 ? undefined : spans[node.parent]!.spanId
    const resource = resourceOf(node.service, source.instanceOf(node), versionIn(telling.world, node, telling.timeMs))
    spans.push(
      spanOf(node, telling, { parentSpanId, startNs: startNs + BigInt(begin), durationNs: BigInt(Math.floor(to * 1e6) - begin), resource }),
    )
  }
  return spans
}

const versionIn = (world: World, { service }: Planned, timeMs: number): string => versionAt(world, service, timeMs)

function spanOf(node: Planned, telling: Telling, given: Pick<Span, "parentSpanId" | "startNs" | "durationNs" | "resource">): Span {
  const failure = node.failure?.(telling)
  const endNs = given.startNs + given.durationNs
  return {
    spanId: spanIdOf(telling.seed, node.index),
    parentSpanId: given.parentSpanId,
    name: node.name,
    kind: node.kind,
    startNs: given.startNs,
    durationNs: given.durationNs,
    status: failure ? "error" : "unset",
    statusMessage: failure?.message || undefined,
    attributes: node.attributes?.(telling) ?? {},
    events: failure?.exception ? [exceptionEvent(failure.exception, endNs)] : NONE,
    links: node.links?.(telling, given.parentSpanId ?? "") ?? NONE,
    resource: given.resource,
    scope: node.scope,
  }
}
