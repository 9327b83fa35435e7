// Exemplars: a trace whose request fell into a bucket of a histogram.
import type { InstanceIndex, ServiceName } from "#demo/world/cast.ts"
import { type Planned, stretchOf } from "./plan.ts"
import { spanIdOf, type Source, type Sources } from "./sources.ts"

/** A request as its histogram tells it. */
export interface Sought {
  service: ServiceName
  instance?: InstanceIndex
  /** Template of the service's own route. */
  route?: string
  status?: number
  fromMs: number
  toMs: number
  /** Of the server's side: `min < duration ≤ max`. */
  minSeconds: number
  maxSeconds: number
}

export interface Near {
  traceId: string
  /** Of the server's side. */
  spanId: string
  seconds: number
  /** When the server was done. */
  timeMs: number
}

/** So many requests of each flow are looked at. */
const MOST_TRIES = 64

function serverOf({ nodes }: Source, { service, route }: Sought): Planned | undefined {
  return nodes.find(
    (node) => node.kind === "server" && node.service === service && (route === undefined || node.name.endsWith(` ${route}`)),
  )
}

function suits(source: Source, sought: Sought): Planned | undefined {
  const { status, instance, service } = sought
  const server = serverOf(source, sought)
  if (!server || (instance !== undefined && source.instanceOf(server) !== instance)) return undefined
  if (status === undefined) return server
  const { leg } = source.legs.find(({ leg }) => leg.to === service && server.name === `${leg.method} ${leg.route}`) ?? {}
  return leg?.status === status ? server : undefined
}

/** The newest trace that suits; undefined when there is none. */
export function traceNear({ all }: Sources, sought: Sought): Near | undefined {
  let found: Near | undefined
  for (const source of all) {
    const server = suits(source, sought)
    if (!server) continue
    const { course, nodes } = source
    const first = course.before(Math.ceil(sought.fromMs) - source.mostMs)
    const last = course.before(Math.ceil(sought.toMs))
    for (let n = last - 1; n >= Math.max(first, last - MOST_TRIES); n--) {
      const telling = source.tell(n)
      const [from, to] = stretchOf(nodes, server, telling)
      const seconds = (to - from) / 1000
      const timeMs = telling.timeMs + to
      if (timeMs < sought.fromMs || timeMs >= sought.toMs || seconds <= sought.minSeconds || seconds > sought.maxSeconds) continue
      if (found === undefined || timeMs > found.timeMs)
        found = { traceId: telling.traceId(), spanId: spanIdOf(telling.seed, server.index), seconds, timeMs }
      break
    }
  }
  return found
}
