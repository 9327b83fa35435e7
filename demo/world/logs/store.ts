// All log streams of the company, computed when they are asked for.
import { RE2JS } from "re2js"
import type { LogStore, LogStream, LogTemplate } from "#demo/logql/log-store.ts"
import type { Labels, Matcher } from "#demo/promql/storage.ts"
import { NAMESPACE, podOf, SERVICES } from "#demo/world/cast.ts"
import type { Sources } from "#demo/world/traces/sources.ts"
import type { World } from "#demo/world/world.ts"
import { placedInBackground } from "./background.ts"
import { hostStreams } from "./hosts.ts"
import { type Placed, placedOfTraces } from "./of-traces.ts"

/** Programs that write JSON are shipped with their level as a label. */
function labelsOf({ service, instance, level }: Placed): Labels {
  const { app, logFormat } = SERVICES[service]
  return { app, ...(logFormat === "json" && { level }), namespace: NAMESPACE, pod: podOf(service, instance), service_name: service }
}

function testOf({ name, op, value }: Matcher): (labels: Labels) => boolean {
  if (op === "=" || op === "!=") return (labels) => ((labels[name] ?? "") === value) === (op === "=")
  const pattern = RE2JS.compile(value, RE2JS.DOTALL)
  return (labels) => pattern.matches(labels[name] ?? "") === (op === "=~")
}

const keyOf = (labels: Labels): string => JSON.stringify(Object.entries(labels))

export function createLogStore(world: World, sources: Sources): LogStore {
  const streams = new Map<string, LogStream & { templates: LogTemplate[] }>()
  for (const placed of [...placedOfTraces(sources.all), ...placedInBackground(world)]) {
    const labels = labelsOf(placed)
    const stream = streams.get(keyOf(labels)) ?? { labels, templates: [] }
    stream.templates.push(placed.template)
    streams.set(keyOf(labels), stream)
  }
  const all: LogStream[] = [...streams.values(), ...hostStreams(world)].toSorted((a, b) => (keyOf(a.labels) < keyOf(b.labels) ? -1 : 1))
  return {
    select(matchers, fromMs, toMs) {
      const tests = matchers.map(testOf)
      const wanted = all.filter(({ labels }) => tests.every((test) => test(labels)))
      return wanted.filter(({ templates }) => templates.some((template) => template.count(fromMs, toMs) > 0))
    },
  }
}
