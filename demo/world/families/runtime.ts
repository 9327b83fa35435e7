// What OpenTelemetry tells of a process beside its requests.
import { SERVICES } from "#demo/world/cast.ts"
import type { Company, Family, Spec } from "#demo/world/company.ts"
import { CORES, type Cpu } from "#demo/world/families/cpu.ts"
import { about, family, gauge, wander } from "#demo/world/families/family.ts"
import { hashText } from "#demo/world/hash.ts"

const MIB = 2 ** 20
const SDK = {
  node: { language: "nodejs", version: "2.1.0" },
  go: { language: "go", version: "1.38.0" },
  jvm: { language: "java", version: "1.54.0" },
}
const RESIDENT = { node: 148, go: 42, jvm: 700 }

/** Requests in flight, CPU, memory, and who the target is. */
export function runtimeFamilies(company: Company, cpu: Cpu): Family[] {
  const active: Spec[] = []
  const used: Spec[] = []
  const memory: Spec[] = []
  const info: Spec[] = []
  for (const target of company.instances) {
    const { service, index } = target
    const { runtime } = SERVICES[service]
    if (runtime === "jvm") continue
    const salt = hashText(`runtime/${target.instance}`, company.world.seed)
    const legs = company.served(service, index)
    const flying = company.load(
      legs,
      ({ deck, step }) => deck.server[step]!.reduce((sum, seconds) => sum + seconds, 0) / deck.server[step]!.length,
    )
    const requests = company.load(legs, () => 1)
    const cores = cpu.ofInstance(target)
    const scheme = { http_request_method: "GET", url_scheme: "http" }
    active.push(...gauge(target, "http_server_active_requests", scheme, (timeMs) => about(salt, timeMs, flying.rate(timeMs))))
    used.push(...gauge(target, "process_cpu_utilization_ratio", {}, (timeMs) => cores(timeMs) / CORES))
    memory.push(
      ...gauge(target, "process_memory_usage_bytes", {}, (timeMs, startMs) =>
        Math.round(
          RESIDENT[runtime] *
            (1 - 0.3 * Math.exp(-(timeMs - startMs) / 300_000) + 0.012 * requests.rate(timeMs) + 0.05 * wander(salt, timeMs, 140_000)) *
            MIB,
        ),
      ),
    )
    const { language, version } = SDK[runtime]
    const who = {
      service_name: service,
      service_namespace: "shop",
      service_instance_id: target.instance,
      telemetry_sdk_language: language,
      telemetry_sdk_version: version,
    }
    info.push(...gauge(target, "target_info", who, () => 1))
  }
  return [
    family("gauge", "http_server_active_requests", "Number of active HTTP server requests.", "", active),
    family(
      "gauge",
      "process_cpu_utilization_ratio",
      "Difference in process.cpu.time since the last measurement, divided by the elapsed time and number of CPUs.",
      "",
      used,
    ),
    family("gauge", "process_memory_usage_bytes", "The amount of physical memory in use.", "bytes", memory),
    family("gauge", "target_info", "Target metadata", "", info),
  ]
}
