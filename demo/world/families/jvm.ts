// The JVM of a service, as Micrometer tells it.
import type { InstanceIndex, ServiceName } from "#demo/world/cast.ts"
import { SERVICES } from "#demo/world/cast.ts"
import { type Company, type Family, isBad, type Load, type Spec, type Target } from "#demo/world/company.ts"
import { CORES, type Cpu } from "#demo/world/families/cpu.ts"
import { about, each, family, gauge, wander } from "#demo/world/families/family.ts"
import { runningSum } from "#demo/world/hands.ts"
import { hashText, normal, unit } from "#demo/world/hash.ts"
import { starvation } from "#demo/world/incidents.ts"
import { DECK } from "#demo/world/requests.ts"
import type { Gauge } from "#demo/world/series.ts"

const MIB = 2 ** 20
const GC_EVERY_S = 40
const MINOR_PER_MIXED = 90
const POOLS: Readonly<Record<string, { area: "heap" | "nonheap"; max: number }>> = {
  "G1 Eden Space": { area: "heap", max: -1 },
  "G1 Survivor Space": { area: "heap", max: -1 },
  "G1 Old Gen": { area: "heap", max: 1024 * MIB },
  Metaspace: { area: "nonheap", max: -1 },
  "Compressed Class Space": { area: "nonheap", max: 1024 * MIB },
  "CodeHeap 'profiled nmethods'": { area: "nonheap", max: 117 * MIB },
  "CodeHeap 'non-profiled nmethods'": { area: "nonheap", max: 117 * MIB },
}

/** What the garbage collector has to do: one unit is an Eden filled once. */
interface Garbage {
  edens: (timeMs: number) => number
}

function garbageOf(load: Load, mean: number): Garbage {
  const perEden = mean * GC_EVERY_S
  return { edens: (timeMs) => load.amount(timeMs) / perEden }
}

/** Pauses until an instant, one in so many Edens, and how long they took. */
function pauses({ edens }: Garbage, every: number, seconds: number, salt: number): Record<"count" | "sum", (timeMs: number) => number> {
  const running = runningSum((i) => Math.round(seconds * Math.exp(0.45 * normal((unit(salt, i) * 998 + 1) / 1000)) * 2 ** 20) / 2 ** 20)
  const count = (timeMs: number) => Math.floor(edens(timeMs) / every)
  const sum = (timeMs: number) => {
    const n = count(timeMs)
    return Math.floor(n / DECK) * running[DECK]! + running[n & (DECK - 1)]!
  }
  return { count, sum }
}

const grown = (timeMs: number, startMs: number) => 1 - Math.exp(-(timeMs - startMs) / 240_000)

function used(id: string, garbage: Garbage, starved: Gauge, salt: number): Gauge {
  const share = (timeMs: number, per: number) => garbage.edens(timeMs) / per - Math.floor(garbage.edens(timeMs) / per)
  if (id === "G1 Eden Space") return (timeMs) => Math.round((12 + 380 * share(timeMs, 1)) * MIB)
  if (id === "G1 Survivor Space") return (timeMs) => Math.round((14 + 10 * unit(salt, Math.floor(garbage.edens(timeMs)))) * MIB)
  if (id === "G1 Old Gen")
    return (timeMs, startMs) =>
      Math.round((150 + 260 * share(timeMs, MINOR_PER_MIXED) + 180 * starved(timeMs, startMs) + 6 * wander(salt, timeMs, 90_000)) * MIB)
  const full = { Metaspace: 118, "Compressed Class Space": 15, "CodeHeap 'profiled nmethods'": 38 }[id] ?? 24
  return (timeMs, startMs) => Math.round(full * (0.62 + 0.38 * grown(timeMs, startMs)) * MIB)
}

function memory(target: Target, garbage: Garbage, starved: Gauge, salt: number): Record<"used" | "committed" | "max", Spec[]> {
  const specs: Record<"used" | "committed" | "max", Spec[]> = { used: [], committed: [], max: [] }
  for (const [id, { area, max }] of Object.entries(POOLS)) {
    const read = used(id, garbage, starved, salt)
    const roomy = { "G1 Eden Space": 420 * MIB, "G1 Survivor Space": 28 * MIB, "G1 Old Gen": 576 * MIB }[id]
    specs.used.push(...gauge(target, "jvm_memory_used_bytes", { area, id }, read))
    specs.committed.push(
      ...gauge(
        target,
        "jvm_memory_committed_bytes",
        { area, id },
        roomy ? () => roomy : (t, start) => Math.ceil(read(t, start) / (4 * MIB)) * 4 * MIB,
      ),
    )
    specs.max.push(...gauge(target, "jvm_memory_max_bytes", { area, id }, () => max))
  }
  return specs
}

function collector(
  company: Company,
  target: Target & { service: ServiceName; index: InstanceIndex },
  salt: number,
): Record<"count" | "sum" | "max", Spec[]> {
  const name = "jvm_gc_pause_seconds"
  const kinds = [
    { labels: { action: "end of minor GC", cause: "G1 Evacuation Pause" }, every: 1, seconds: 0.011 },
    { labels: { action: "end of minor GC", cause: "Metadata GC Threshold" }, every: 260, seconds: 0.026 },
    { labels: { action: "end of concurrent GC pause", cause: "No GC" }, every: MINOR_PER_MIXED, seconds: 0.034 },
  ]
  const specs: Record<"count" | "sum" | "max", Spec[]> = { count: [], sum: [], max: [] }
  const legs = company.served(target.service, target.index)
  for (const { labels, every, seconds } of kinds) {
    const max: Gauge = (timeMs) => seconds * (1.3 + 0.6 * wander(salt, timeMs, 180_000))
    specs.max.push(...gauge(target, `${name}_max`, labels, max))
    const counted = each(target, (bad) => {
      const mine = legs.filter((leg) => bad === undefined || isBad(leg) === bad)
      const mean = mine.reduce((sum, { flow }) => sum + flow.rate, 0)
      const told = pauses(
        garbageOf(
          company.load(mine, () => 1),
          mean,
        ),
        every,
        seconds,
        salt,
      )
      return (["count", "sum"] as const).map((what) => ({
        name: `${name}_${what}`,
        target,
        labels,
        read: company.counter(target, told[what]),
      }))
    })
    for (const spec of counted) specs[spec.name.endsWith("_sum") ? "sum" : "count"].push(spec)
  }
  return specs
}

/** Memory, collections, threads, classes, CPU and age. */
export function jvmFamilies(company: Company, cpu: Cpu): Family[] {
  const collected = new Map<string, Spec[]>()
  const add = (specs: readonly Spec[]) => specs.forEach((spec) => collected.set(spec.name, [...(collected.get(spec.name) ?? []), spec]))
  for (const target of company.instances) {
    if (SERVICES[target.service].runtime !== "jvm") continue
    const salt = hashText(`jvm/${target.instance}`, company.world.seed)
    const starved: Gauge = (timeMs) => (target.service === "payment" ? starvation(company.world, timeMs) : 0)
    const legs = company.served(target.service, target.index)
    const load = company.load(legs, () => 1)
    const garbage = garbageOf(
      load,
      legs.reduce((sum, { flow }) => sum + flow.rate, 0),
    )
    for (const specs of Object.values(memory(target, garbage, starved, salt))) add(specs)
    for (const specs of Object.values(collector(company, target, salt))) add(specs)
    const cores = cpu.ofInstance(target)
    const busy: Gauge = (timeMs, startMs) => about(salt, timeMs, 0.2 + load.rate(timeMs) * 0.06 + 34 * starved(timeMs, startMs))
    const live: Gauge = (timeMs, startMs) => 46 + Math.round(3 * wander(salt, timeMs, 400_000)) + Math.max(0, busy(timeMs, startMs) - 10)
    add(gauge(target, "process_cpu_usage", {}, (timeMs) => cores(timeMs) / CORES))
    add(gauge(target, "system_cpu_usage", {}, cpu.shareOfHost(target.host!)))
    add(gauge(target, "process_uptime_seconds", {}, (timeMs, startMs) => (timeMs - startMs) / 1000))
    add(gauge(target, "process_start_time_seconds", {}, (_, startMs) => startMs / 1000))
    add(
      gauge(target, "jvm_classes_loaded_classes", {}, (timeMs, startMs) =>
        Math.round(18_400 - 5200 * Math.exp(-(timeMs - startMs) / 120_000)),
      ),
    )
    add(gauge(target, "jvm_threads_live_threads", {}, live))
    const states: Record<string, Gauge> = {
      runnable: (timeMs, startMs) => 11 + Math.min(4, busy(timeMs, startMs)),
      "timed-waiting": (timeMs, startMs) => 14 + Math.round(26 * starved(timeMs, startMs)),
      waiting: (timeMs, startMs) =>
        Math.max(0, live(timeMs, startMs) - 25 - Math.min(4, busy(timeMs, startMs)) - Math.round(26 * starved(timeMs, startMs))),
      blocked: () => 0,
      new: () => 0,
      terminated: () => 0,
    }
    for (const [state, read] of Object.entries(states)) add(gauge(target, "jvm_threads_states_threads", { state }, read))
    add(gauge(target, "tomcat_threads_busy_threads", { name: "http-nio-8080" }, busy))
    add(gauge(target, "tomcat_threads_config_max_threads", { name: "http-nio-8080" }, () => 200))
  }
  return FAMILIES.map(([type, name, help, unit, parts]) =>
    family(
      type,
      name,
      help,
      unit,
      parts.flatMap((part) => collected.get(name + part) ?? []),
    ),
  )
}

const FAMILIES: readonly [Family["type"], name: string, help: string, unit: string, parts: readonly string[]][] = [
  ["gauge", "jvm_memory_used_bytes", "The amount of used memory", "", [""]],
  ["gauge", "jvm_memory_committed_bytes", "The amount of memory in bytes that is committed for the Java virtual machine to use", "", [""]],
  ["gauge", "jvm_memory_max_bytes", "The maximum amount of memory in bytes that can be used for memory management", "", [""]],
  ["summary", "jvm_gc_pause_seconds", "Time spent in GC pause", "", ["_count", "_sum"]],
  ["gauge", "jvm_gc_pause_seconds_max", "Time spent in GC pause", "", [""]],
  ["gauge", "jvm_threads_live_threads", "The current number of live threads including both daemon and non-daemon threads", "", [""]],
  ["gauge", "jvm_threads_states_threads", "The current number of threads", "", [""]],
  ["gauge", "jvm_classes_loaded_classes", "The number of classes that are currently loaded in the Java virtual machine", "", [""]],
  ["gauge", "process_cpu_usage", 'The "recent cpu usage" for the Java Virtual Machine process', "", [""]],
  ["gauge", "system_cpu_usage", 'The "recent cpu usage" of the system the application is running in', "", [""]],
  ["gauge", "process_uptime_seconds", "The uptime of the Java virtual machine", "", [""]],
  ["gauge", "process_start_time_seconds", "Start time of the process since unix epoch.", "", [""]],
  ["gauge", "tomcat_threads_busy_threads", "", "", [""]],
  ["gauge", "tomcat_threads_config_max_threads", "", "", [""]],
]
