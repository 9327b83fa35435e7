// The company as its metrics see it: targets, what each instance serves, and how much work that is.
import {
  addressOf,
  HOSTS,
  type HostName,
  hostOf,
  INSTANCES,
  type InstanceIndex,
  NAMESPACE,
  podOf,
  SERVICE_NAMES,
  SERVICES,
  type ServiceName,
} from "#demo/world/cast.ts"
import type { Column } from "#demo/world/clockwork.ts"
import { type Counter, FlowCounter, Tally, type Term, TimeCounter } from "#demo/world/counters.ts"
import { LegSums, type Measure, runningSum } from "#demo/world/hands.ts"
import { hashText } from "#demo/world/hash.ts"
import { createRequests, type Deck, type Flow, instanceOf, isBadVersion, type Requests } from "#demo/world/requests.ts"
import type { Gauge } from "#demo/world/series.ts"
import { isOutside, type Leg, type Story } from "#demo/world/stories.ts"
import { always, hourly, instanceRuns, nightly, Timeline } from "#demo/world/timeline.ts"
import type { Labels, Metadata } from "#demo/promql/storage.ts"
import type { World } from "#demo/world/world.ts"

/** What is scraped at one address. */
export interface Target {
  job: string
  instance: string
  /** What discovery knows: on `up` as well. */
  labels: Labels
  /** What the target says of itself on all that it shows. */
  common: Labels
  /** Scrapes that were answered. */
  timeline: Timeline
  /** All scrapes: `up` and what the scraper itself writes. */
  scrapes: Timeline
  service?: ServiceName
  index?: InstanceIndex
  host?: HostName
  /** Whether something scrapes it: the load test sends its numbers by itself. */
  scraped: boolean
}

/** One series of a target, in all the versions that it has had. */
export interface Spec {
  name: string
  target: Target
  /** Without those of the target and `version`. */
  labels: Labels
  read: Gauge | Counter
  /** Payment alone: whether it is of the bad version or of a good one. */
  bad?: boolean
  /** Of the target's scraper: lives while the target is down. */
  ofScraper?: boolean
  /** A bucket: which requests are in it. */
  bucket?: { legs: readonly ServedLeg[]; side: "server" | "client"; above: number; upTo: number }
}

export interface Family extends Metadata {
  name: string
  specs: Spec[]
}

/** A leg of a flow, as an instance serves or makes it. */
export interface ServedLeg {
  flow: Flow
  deck: Deck
  step: number
  leg: Leg
}

/** Seconds of something, or requests, that grow with the work done: amounts are since the epoch. */
export interface Load {
  amount: (timeMs: number) => number
  /** A second. */
  rate: (timeMs: number) => number
}

export interface Company {
  world: World
  requests: Requests
  targets: readonly Target[]
  instances: readonly (Target & { service: ServiceName; index: InstanceIndex })[]
  hosts: readonly (Target & { host: HostName })[]
  exporter: Target
  loadTest: Target
  /** Legs that an instance serves. */
  served(service: ServiceName, index: InstanceIndex): readonly ServedLeg[]
  /** Legs that an instance asks of others. */
  made(service: ServiceName, index: InstanceIndex): readonly ServedLeg[]
  /** Sum of `weight` over the legs' requests. */
  load(legs: readonly ServedLeg[], weight: (leg: ServedLeg) => number): Load
  /** Requests of legs whose duration is within a bound, or the sum of all durations. */
  durations(target: Target, legs: readonly ServedLeg[], side: "server" | "client", what: number | "sum"): Counter
  /** The sum of what each leg's request adds. */
  sum(target: Target, legs: readonly ServedLeg[], measure: (leg: ServedLeg) => Measure): Counter
  /** What is worked out from the time. */
  counter(target: Target, read: (timeMs: number) => number): Counter
}

export const isBad = ({ flow }: ServedLeg): boolean => isBadVersion(flow)

function legsOf(requests: Requests, wanted: (deck: Deck, step: number, flow: Flow) => boolean): ServedLeg[] {
  return requests.flows.flatMap((flow) => {
    const deck = requests.deck(flow.story)
    return deck.steps.flatMap(({ leg }, step) => (wanted(deck, step, flow) ? [{ flow, deck, step, leg }] : []))
  })
}

function loadOf(requests: Requests, legs: readonly ServedLeg[], weight: (leg: ServedLeg) => number): Load {
  const weights = new Map<Column, number>()
  for (const leg of legs) weights.set(leg.flow.column, (weights.get(leg.flow.column) ?? 0) + leg.flow.rate * weight(leg))
  const terms = [...weights].filter(([, weight]) => weight > 0)
  const { clockwork } = requests
  return {
    amount: (timeMs) => terms.reduce((sum, [column, weight]) => sum + weight * clockwork.until(column, timeMs), 0),
    rate: (timeMs) => terms.reduce((sum, [column, weight]) => sum + weight * clockwork.pace(column, timeMs), 0),
  }
}

function targetsOf(world: World) {
  const salt = (name: string) => hashText(name, world.seed)
  const instances = SERVICE_NAMES.flatMap((service) =>
    INSTANCES.map((index) => {
      const { job, runtime } = SERVICES[service]
      const instance = addressOf(service, index)
      const labels = { job, instance, namespace: NAMESPACE, pod: podOf(service, index) }
      const common: Labels = runtime === "jvm" ? { application: service } : {}
      const timeline = new Timeline(instanceRuns(world, service, index), salt(instance))
      return {
        job,
        instance,
        labels,
        common,
        timeline,
        scrapes: new Timeline(always, salt(instance)),
        service,
        index,
        host: hostOf(index),
        scraped: true,
      }
    }),
  )
  const plain = (job: string, instance: string, runs: typeof always, scraped = true): Target => ({
    job,
    instance,
    labels: { job, instance },
    common: {},
    timeline: new Timeline(runs, salt(instance)),
    scrapes: new Timeline(always, salt(instance)),
    scraped,
  })
  const hosts = HOSTS.map((host) => ({ ...plain("node", `${host}:9100`, always), host }))
  const exporter = plain("business", "shop-exporter:9400", nightly)
  exporter.labels = { ...exporter.labels, namespace: NAMESPACE }
  return { instances, hosts, exporter, loadTest: plain("k6", "k6", hourly, false) }
}

export function createCompany(world: World, requests: Requests = createRequests(world)): Company {
  const { instances, hosts, exporter, loadTest } = targetsOf(world)
  const legSums = new LegSums()
  const tallies = new Map<Target, Tally>()
  const tallyOf = (target: Target): Tally => {
    const tally = tallies.get(target) ?? new Tally(requests, target.timeline)
    tallies.set(target, tally)
    return tally
  }
  return {
    world,
    requests,
    targets: [...instances, ...hosts, exporter, loadTest],
    instances,
    hosts,
    exporter,
    loadTest,
    served: (service, index) =>
      legsOf(
        requests,
        ({ steps }, step, flow) => steps[step]!.leg.to === service && !steps[step]!.leg.refused && instanceOf(flow, service) === index,
      ),
    made: (service, index) =>
      legsOf(requests, ({ steps }, step, flow) => {
        const caller = steps[steps[step]!.caller]?.leg.to
        return caller === service && !isOutside(caller) && instanceOf(flow, service) === index
      }),
    load: (legs, weight) => loadOf(requests, legs, weight),
    durations(target, legs, side, what) {
      const terms = legs.map(({ flow, deck, step }): Term => ({ flow, running: legSums.of(deck, step, side, what) }))
      return new FlowCounter(tallyOf(target), terms)
    },
    sum(target, legs, measure) {
      const known = new Map<Story, Float64Array>()
      const terms = legs.map((leg): Term => {
        const running = known.get(leg.flow.story) ?? runningSum(measure(leg))
        known.set(leg.flow.story, running)
        return { flow: leg.flow, running }
      })
      return new FlowCounter(tallyOf(target), terms)
    },
    counter: (target, read) => new TimeCounter(target.timeline, read),
  }
}
