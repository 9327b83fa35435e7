// What the scraper writes of each scrape.
import type { Company, Family, Target } from "#demo/world/company.ts"
import { family } from "#demo/world/families/family.ts"
import { hash, hashText } from "#demo/world/hash.ts"
import { isDown } from "#demo/world/incidents.ts"
import type { Gauge } from "#demo/world/series.ts"

/** `up`, `scrape_duration_seconds` and `scrape_samples_scraped` of all targets; `samples` says how many a target shows. */
export function scrapeFamilies(company: Company, samples: (target: Target) => number): Family[] {
  const { world } = company
  const targets = company.targets.filter(({ scraped }) => scraped)
  const of = (name: string, help: string, read: (target: Target, up: Gauge) => Gauge) =>
    family(
      "gauge",
      name,
      help,
      "",
      targets.map((target) => {
        const { service, index } = target
        const up: Gauge = (timeMs) => (service && index !== undefined && isDown(world, service, index, timeMs) ? 0 : 1)
        return { name, target, labels: {}, read: read(target, up), ofScraper: true }
      }),
    )
  return [
    of("up", "", (_, up) => up),
    of("scrape_duration_seconds", "", (target, up) => {
      const salt = hashText(target.instance, world.seed)
      return (timeMs, startMs) =>
        (up(timeMs, startMs) === 0 ? 0.0006 : 0.004) + 0.006 * (hash(salt, Math.floor(timeMs / 1000)) * 2 ** -32) ** 3
    }),
    of("scrape_samples_scraped", "", (target, up) => (timeMs, startMs) => up(timeMs, startMs) * samples(target)),
  ]
}
