// Where traces come from: the sampled requests of each flow, and the jobs. An index names a source for good; trace ids hold it.
import type { SpanLink } from "#demo/traceql/trace-store.ts"
import type { InstanceIndex } from "#demo/world/cast.ts"
import { type Course, tracedOf } from "#demo/world/course.ts"
import { hash, hashText } from "#demo/world/hash.ts"
import { type Flow, handOf, instanceOf, isSampled, type Requests, type Step } from "#demo/world/requests.ts"
import type { World } from "#demo/world/world.ts"
import { digest, DIGEST_MOST_MS, digestCourse } from "./digest.ts"
import { spansOf } from "./legs.ts"
import { flatten, type Node, type Planned, type Telling } from "./plan.ts"
import { settlement, SETTLEMENT_MOST_MS, settlementCourse } from "./settlement.ts"
import { type TraceIds, traceIds } from "./trace-id.ts"

export interface Source {
  index: number
  name: string
  /** Absent for a job. */
  flow?: Flow
  /** The calls that it tells; none for a job. */
  legs: readonly Step[]
  course: Course
  /** Parents before children. */
  nodes: readonly Planned[]
  tell: (n: number) => Telling
  /** Of the n-th request of its flow, traced or not; of a job the same as `tell`. */
  tellRequest: (n: number) => Telling
  instanceOf: (node: Planned) => InstanceIndex
  /** No root lasts longer. */
  mostMs: number
}

export interface Sources {
  readonly all: readonly Source[]
  readonly ids: TraceIds
  /** The source of a flow's traces. */
  of: (flow: Flow) => Source
}

/** Draws for the n-th request of a flow, traced or not. */
const seedOfRequest = (flow: Flow, n: number): number => hash(flow.seed, n, 0x74656c6c)

/** 16 hex digits. */
export function spanIdOf(seed: number, index: number): string {
  const word = (salt: number) => hash(seed, index, salt).toString(16).padStart(8, "0")
  return word(0x7370_616e) + word(0x6964)
}

const JOBS = { settlement: 60_000, digest: 60_001 }
const ANNOUNCED_OF_FLOW = 2

export function createSources(world: World, requests: Requests): Sources {
  const ids = traceIds(world.seed)
  const ofFlow = (flow: Flow): Source => {
    const { requestOf, ...course } = tracedOf(requests, flow)
    const deck = requests.deck(flow.story)
    let nodes: readonly Planned[] | undefined
    const tellRequest = (request: number): Telling => {
      const n = isSampled(flow, request) ? Math.floor(request / flow.story.sampled) : undefined
      const traceId = () => (n === undefined ? "" : ids.idOf({ source: flow.index, n }))
      return {
        world,
        n: request,
        timeMs: requests.timeOf(flow, request),
        seed: seedOfRequest(flow, request),
        hand: handOf(flow, request),
        traceId,
      }
    }
    return {
      index: flow.index,
      name: `${flow.story.name}/${flow.gateway}${flow.lane}`,
      flow,
      legs: deck.steps,
      course,
      get nodes() {
        return (nodes ??= flatten(spansOf(flow.story, deck)))
      },
      tell: (n) => tellRequest(requestOf(n)),
      tellRequest,
      instanceOf: (node) => node.instance ?? instanceOf(flow, node.service),
      mostMs: deck.server[0]!.reduce((most, each) => Math.max(most, each * 1000), 0),
    }
  }
  const ofJob = (name: keyof typeof JOBS, course: Course, root: () => Node, mostMs: number): Source => {
    const index = JOBS[name]
    const seed = hashText(name, world.seed)
    const tell = (n: number): Telling => ({
      world,
      n,
      timeMs: course.timeOf(n),
      seed: hash(seed, n),
      hand: 0,
      traceId: () => ids.idOf({ source: index, n }),
    })
    let nodes: readonly Planned[] | undefined
    return {
      index,
      name,
      legs: [],
      course,
      get nodes() {
        return (nodes ??= flatten(root()))
      },
      tell,
      tellRequest: tell,
      instanceOf: () => 0,
      mostMs,
    }
  }
  const flows = requests.flows.map(ofFlow)
  const announcing = flows.filter(({ flow }) => flow?.story.name === "apply.move")
  const announced = (timeMs: number): SpanLink[] =>
    announcing.flatMap(({ course, nodes, tell }) => {
      const publish = nodes.find(({ kind }) => kind === "producer")
      const last = course.before(timeMs)
      return Array.from({ length: Math.min(last, ANNOUNCED_OF_FLOW) }, (_, back) => tell(last - 1 - back)).map((telling) => ({
        traceId: telling.traceId(),
        spanId: spanIdOf(telling.seed, publish?.index ?? 0),
        attributes: { "messaging.destination.name": "application-events" },
      }))
    })
  const jobs = [
    ofJob("settlement", settlementCourse, settlement, SETTLEMENT_MOST_MS),
    ofJob("digest", digestCourse, () => digest(announced), DIGEST_MOST_MS),
  ]
  return { all: [...flows, ...jobs], ids, of: (flow) => flows[flow.index]! }
}
