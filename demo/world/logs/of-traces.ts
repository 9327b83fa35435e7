// Lines that belong to requests and jobs: told at the very service, within its span.
import type { LogLine, LogTemplate } from "#demo/logql/log-store.ts"
import type { InstanceIndex, ServiceName } from "#demo/world/cast.ts"
import { counterOf, type Marks, marksIn } from "#demo/world/course.ts"
import { versionAt } from "#demo/world/incidents.ts"
import type { Leg, Story } from "#demo/world/stories.ts"
import { nsOf } from "#demo/world/traces/build.ts"
import { type Planned, stretchOf } from "#demo/world/traces/plan.ts"
import { type Source, spanIdOf } from "#demo/world/traces/sources.ts"
import { lineOf } from "./format.ts"
import { gatewaySentences } from "./gateway.ts"
import { commandSentences, consumerSentences, notifySentences } from "./go.ts"
import { digestSentences, settlementSentences } from "./jobs.ts"
import { eventSentences, listingSentences, paymentSentences, searchSentences } from "./jvm.ts"
import type { Level, Sentence } from "./sentence.ts"

/** What goes on after a root is done, two messages at most, ends within this. */
const AFTER_ROOT_MS = 120

/** A template with the stream that its lines are in. */
export interface Placed {
  service: ServiceName
  instance: InstanceIndex
  level: Level
  template: LogTemplate
}

/** A template from its moments and the line of each. */
export function templateOf(
  name: string,
  marks: Marks,
  write: (n: number, timeMs: number) => Pick<LogLine, "line" | "metadata">,
): LogTemplate {
  return {
    name,
    count: counterOf(marks),
    *lines(fromMs, toMs, direction) {
      for (const { n, timeMs } of marksIn(marks, fromMs, toMs, direction)) {
        const { line, metadata } = write(n, timeMs)
        yield { timeNs: nsOf(timeMs), line, metadata }
      }
    },
  }
}

const byService: Record<ServiceName, (leg: Leg, story: Story) => Sentence[]> = {
  gateway: gatewaySentences,
  "listing-search": (leg, story) => (leg.route === "/listings" ? searchSentences(leg, story) : listingSentences(leg)),
  payment: paymentSentences,
  "event-service": eventSentences,
  notification: notifySentences,
  "scooter-control": commandSentences,
}

function sentencesOf({ flow, legs, name }: Source, node: Planned): Sentence[] {
  if (!flow) return node.parent < 0 ? (name === "digest" ? digestSentences : settlementSentences) : []
  if (node.kind === "consumer") return consumerSentences(node.service, node.name.replace("process ", ""))
  if (node.kind !== "server") return []
  const { leg } = legs.find(({ leg }) => leg.to === node.service && node.name === `${leg.method} ${leg.route}`)!
  return byService[node.service](leg, flow.story)
}

function place(source: Source, node: Planned, sentence: Sentence): Placed {
  const { nodes } = source
  const instance = source.instanceOf(node)
  const delay = (n: number) => {
    const [from, to] = stretchOf(nodes, node, source.tell(n))
    return from + (to - from) * sentence.at
  }
  const write = (n: number, timeMs: number) => {
    const telling = source.tell(n)
    const [from, to] = stretchOf(nodes, node, telling)
    const context = { traceId: telling.traceId(), spanId: spanIdOf(telling.seed, node.index) }
    const version = versionAt(telling.world, node.service, telling.timeMs)
    const { seed, n: request } = telling
    return lineOf(sentence, { seed, n: request, timeMs, lastsMs: to - from, service: node.service, instance, version, context })
  }
  const mostMs = source.mostMs + (node.kind === "consumer" ? AFTER_ROOT_MS : 0)
  const template = templateOf(`${source.name} ${node.name}: ${sentence.name}`, { course: source.course, delay, mostMs }, write)
  return { service: node.service, instance, level: sentence.level, template }
}

/** Every sentence of every source. */
export const placedOfTraces = (sources: readonly Source[]): Placed[] =>
  sources.flatMap((source) => source.nodes.flatMap((node) => sentencesOf(source, node).map((sentence) => place(source, node, sentence))))
