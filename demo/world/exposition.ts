// The company's metrics as its targets would show them to a scraper: Prometheus' text format, or OpenMetrics with exemplars.
import type { Answer, Call } from "#demo/http/api.ts"
import type { Exemplar, Labels } from "#demo/promql/storage.ts"
import type { Company, Family, Spec, Target } from "#demo/world/company.ts"
import { isDown, versionAt } from "#demo/world/incidents.ts"
import { exemplarsOf, type FindTrace } from "#demo/world/metrics.ts"
import type { World } from "#demo/world/world.ts"

const TEXT = "text/plain; version=0.0.4; charset=utf-8"
const OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8"
const EXEMPLAR_WINDOW_MS = 60_000

/** One target's process at an instant. */
interface Moment {
  timeMs: number
  tick: number
  process: number
}

const escaped = (value: string) =>
  value
    .replaceAll("\\", String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll("\n", String.raw`\n`)
const braces = (labels: Labels): string => {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return parts.length > 0 ? `{${parts.join(",")}}` : ""
}
const number = (value: number) => (value === Infinity ? "+Inf" : value === -Infinity ? "-Inf" : String(value))

/** Undefined while the target is down. */
function momentOf(world: World, { timeline, service, index }: Target, timeMs: number): Moment | undefined {
  if (service && index !== undefined && isDown(world, service, index, timeMs)) return undefined
  const tick = timeline.tickAt(timeMs)
  let process = timeline.at(tick)
  timeline.reach(tick + 1)
  const isNew = timeline.first[process + 1] === tick + 1 && timeline.startMs[process + 1]! <= timeMs
  if (isNew) process++
  return isNew || (process >= 0 && tick <= timeline.last[process]!) ? { timeMs, tick, process } : undefined
}

/** Undefined when it is of payment's other version. */
function valueOf({ read, target, bad }: Spec, { timeMs, tick, process }: Moment): number | undefined {
  const { timeline } = target
  if (bad !== undefined && bad !== ((timeline.kind[process]! & 1) === 1)) return undefined
  if (typeof read === "function") return read(timeMs, timeline.startMs[process]!)
  return tick < timeline.first[process]! ? 0 : read.until(timeMs) - read.at(timeline.base[process]!)
}

const shownExemplar = ({ labels, value, timeMs }: Exemplar): string => ` # ${braces(labels)} ${number(value)} ${timeMs / 1000}`

interface Shown {
  world: World
  openMetrics: boolean
  find: FindTrace
  /** Which labels a line has beside its own. */
  common: (target: Target, version: string | undefined) => Labels
}

function lineOf(spec: Spec, moment: Moment, { openMetrics, find, common, world }: Shown): string {
  const value = valueOf(spec, moment)
  if (value === undefined) return ""
  const { target, name, labels } = spec
  const version = target.service && versionAt(world, target.service, moment.timeMs)
  const [exemplar] = openMetrics && spec.bucket ? exemplarsOf(spec, find, moment.timeMs - EXEMPLAR_WINDOW_MS, moment.timeMs, 1) : []
  return `${name}${braces({ ...common(target, version), ...labels })} ${number(value)}${exemplar ? shownExemplar(exemplar) : ""}\n`
}

/** OpenMetrics names a counter's family without its `_total`. */
const familyName = ({ name, type }: Family, openMetrics: boolean) =>
  openMetrics && type === "counter" ? name.replace(/_total$/, "") : name

function page(families: readonly Family[], targets: readonly Target[], timeMs: number, shown: Shown): string {
  const moments = new Map(targets.map((target) => [target, momentOf(shown.world, target, timeMs)]))
  let text = ""
  for (const family of families) {
    let lines = ""
    for (const spec of family.specs) {
      const moment = moments.get(spec.target)
      if (moment && !spec.ofScraper) lines += lineOf(spec, moment, shown)
    }
    const name = familyName(family, shown.openMetrics)
    const type = family.type === "unknown" && !shown.openMetrics ? "untyped" : family.type
    const unit = shown.openMetrics && family.unit && name.endsWith(`_${family.unit}`) ? `# UNIT ${name} ${family.unit}\n` : ""
    if (lines) text += `# HELP ${name} ${family.help}\n# TYPE ${name} ${type}\n${unit}${lines}`
  }
  return shown.openMetrics ? `${text}# EOF\n` : text
}

const versioned = (target: Target, version: string | undefined): Labels => ({ ...target.common, ...(version && { version }) })

/**
 * Scrape pages: `/metrics/<instance>` shows one target as it would show itself (a 503 while it is down), `/metrics` all of them with the
 * labels that discovery would give (`honor_labels`).
 */
export function metricsPages(company: Company, families: readonly Family[], find: FindTrace): (call: Call) => Answer {
  const { world } = company
  return ({ path: [root, instance, ...rest], headers, nowMs }) => {
    if (root !== "metrics" || rest.length > 0) return { status: 404, type: "text/plain", body: "404 page not found\n" }
    const openMetrics = headers.accept?.includes("application/openmetrics-text") ?? false
    const targets = instance === undefined ? company.targets : company.targets.filter((target) => target.instance === instance)
    if (targets.length === 0) return { status: 404, type: "text/plain", body: "404 page not found\n" }
    if (instance !== undefined && !momentOf(world, targets[0]!, nowMs))
      return { status: 503, type: "text/plain", body: "the target is down\n" }
    const common = (target: Target, version: string | undefined): Labels =>
      instance === undefined ? { ...target.labels, ...versioned(target, version) } : versioned(target, version)
    return {
      status: 200,
      type: openMetrics ? OPEN_METRICS : TEXT,
      body: page(families, targets, nowMs, { world, openMetrics, find, common }),
    }
  }
}
