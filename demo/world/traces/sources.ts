// Where traces come from: the sampled requests of each flow, and the jobs. An index names a source for good; trace ids hold it.
import type { SpanLink } from "#demo/traceql/trace-store.ts"
import type { InstanceIndex } from "#demo/world/cast.ts"
import { type Course, tracedOf } from "#demo/world/course.ts"
import { hash, hashText } from "#demo/world/hash.ts"
import { type Flow, handOf, instanceOf, type Requests, type Step } from "#demo/world/requests.ts"
import type { World } from "#demo/world/world.ts"
import { digest, DIGEST_MOST_MS, digestCourse } from "./digest.ts"
import { spansOf } from "./legs.ts"
import { flatten, type Node, type Planned, type Telling } from "./plan.ts"
import { settlement, SETTLEMENT_MOST_MS, settlementCourse } from "./settlement.ts"
import { hexOfWord, type TraceIds, traceIds } from "./trace-id.ts"

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
  instanceOf: (node: Planned) => InstanceIndex
  /** No root lasts longer. */
  mostMs: number
}

export interface Sources {
  readonly all: readonly Source[]
  readonly ids: TraceIds
}

/** Salts what is drawn for a request. */
const TOLD = 0x74656c6c

/** 16 hex digits. */
export const spanIdOf = (seed: number, index: number): string =>
  hexOfWord(hash(seed, index, 0x7370_616e)) + hexOfWord(hash(seed, index, 0x6964))

interface Making {
  world: World
  ids: TraceIds
}

function ofFlow({ world, ids }: Making, requests: Requests, flow: Flow): Source {
  const { requestOf, ...course } = tracedOf(requests, flow)
  const deck = requests.deck(flow.story)
  let nodes: readonly Planned[] | undefined
  return {
    index: flow.index,
    name: `${flow.story.name}/${flow.gateway}${flow.lane}`,
    flow,
    legs: deck.steps,
    course,
    get nodes() {
      return (nodes ??= flatten(spansOf(flow.story, deck)))
    },
    tell(n) {
      const request = requestOf(n)
      const traceId = () => ids.idOf({ source: flow.index, n })
      const seed = hash(flow.seed, request, TOLD)
      return { world, n: request, timeMs: requests.timeOf(flow, request), seed, hand: handOf(flow, request), traceId }
    },
    instanceOf: (node) => node.instance ?? instanceOf(flow, node.service),
    mostMs: deck.server[0]!.reduce((most, each) => Math.max(most, each * 1000), 0),
  }
}

const JOBS = { settlement: 60_000, digest: 60_001 }
interface Job {
  name: keyof typeof JOBS
  course: Course
  root: () => Node
  mostMs: number
}

function ofJob({ world, ids }: Making, { name, course, root, mostMs }: Job): Source {
  const index = JOBS[name]
  const seed = hashText(name, world.seed)
  let nodes: readonly Planned[] | undefined
  return {
    index,
    name,
    legs: [],
    course,
    get nodes() {
      return (nodes ??= flatten(root()))
    },
    tell(n) {
      const traceId = () => ids.idOf({ source: index, n })
      return { world, n, timeMs: course.timeOf(n), seed: hash(seed, n), hand: 0, traceId }
    },
    instanceOf: () => 0,
    mostMs,
  }
}

const MOST_ANNOUNCED = 6

/** The announcements that came last before an instant, newest first. */
function announcedBefore(sources: readonly Source[], timeMs: number): SpanLink[] {
  const recent = sources.flatMap(({ course, nodes, tell }) => {
    const last = course.before(timeMs)
    const published = nodes.find(({ kind }) => kind === "producer")!.index
    return Array.from({ length: Math.min(last, MOST_ANNOUNCED) }, (_, back) => ({ telling: tell(last - 1 - back), published }))
  })
  return recent
    .toSorted((a, b) => b.telling.timeMs - a.telling.timeMs)
    .slice(0, MOST_ANNOUNCED)
    .map(({ telling, published }) => ({
      traceId: telling.traceId(),
      spanId: spanIdOf(telling.seed, published),
      attributes: { "messaging.destination.name": "application-events" },
    }))
}

export function createSources(world: World, requests: Requests): Sources {
  const making = { world, ids: traceIds(world.seed) }
  const flows = requests.flows.map((flow) => ofFlow(making, requests, flow))
  const announcing = flows.filter(({ name }) => name.startsWith("apply.move"))
  const root = () => digest((timeMs) => announcedBefore(announcing, timeMs))
  const jobs = [
    ofJob(making, { name: "settlement", course: settlementCourse, root: settlement, mostMs: SETTLEMENT_MOST_MS }),
    ofJob(making, { name: "digest", course: digestCourse, root, mostMs: DIGEST_MOST_MS }),
  ]
  return { all: [...flows, ...jobs], ids: making.ids }
}
