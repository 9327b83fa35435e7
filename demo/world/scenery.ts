// What the company's Prometheus shows besides samples: its targets. It has no rules of its own.
import type { Scenery, Target as ShownTarget } from "#demo/http/prometheus/scenery.ts"
import { SERVICES } from "#demo/world/cast.ts"
import type { Company, Target } from "#demo/world/company.ts"
import { unit } from "#demo/world/hash.ts"
import { isDown } from "#demo/world/incidents.ts"

const pathOf = ({ service }: Target) => (service && SERVICES[service].runtime === "jvm" ? "/actuator/prometheus" : "/metrics")

export function sceneryOf(company: Company): Scenery {
  const shown = (target: Target, nowMs: number): ShownTarget => {
    const { job, instance, labels, scrapes, service, index } = target
    const tick = scrapes.tickAt(nowMs)
    const lastScrapeMs = scrapes.timeOf(tick)
    const down = service !== undefined && index !== undefined && isDown(company.world, service, index, lastScrapeMs)
    const scrapeUrl = `http://${instance}${pathOf(target)}`
    return {
      labels,
      discoveredLabels: { __address__: instance, __metrics_path__: pathOf(target), __scheme__: "http", job },
      scrapePool: job,
      scrapeUrl,
      lastError: down ? `Get "${scrapeUrl}": dial tcp: connect: connection refused` : "",
      lastScrapeMs,
      lastScrapeSeconds: 0.004 + 0.006 * unit(tick, instance.length) ** 3,
      health: down ? "down" : "up",
      scrapeInterval: "15s",
      scrapeTimeout: "10s",
    }
  }
  return { targets: (nowMs) => company.targets.filter(({ scraped }) => scraped).map((target) => shown(target, nowMs)) }
}
