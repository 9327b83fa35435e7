// The load test, under the names by which k6 writes to a Prometheus.
import { INSTANCES } from "#demo/world/cast.ts"
import type { Company, Family, ServedLeg, Spec } from "#demo/world/company.ts"
import { family, gauge, grouped, wander } from "#demo/world/families/family.ts"
import { hashText } from "#demo/world/hash.ts"
import { loadTest } from "#demo/world/rhythm.ts"

const VUS = 20
const SCENARIO = { scenario: "browse" }
const RECEIVED_BYTES = 18_400
const SENT_BYTES = 412

const quantile = ({ deck }: ServedLeg, share: number): number => deck.server[0]!.toSorted()[Math.floor(deck.server[0]!.length * share)]!

/** Virtual users, requests, iterations, checks and data; only while the test runs. */
export function loadTestFamilies(company: Company): Family[] {
  const { loadTest: target, world } = company
  const legs = INSTANCES.flatMap((index) => company.served("gateway", index)).filter(({ flow }) => flow.story.channel === "load")
  const labelsOf = ({ leg }: ServedLeg) => ({
    ...SCENARIO,
    method: leg.method,
    url: `http://gateway:3000${leg.route}`,
    status: String(leg.status),
  })
  const groups = grouped(legs, labelsOf)
  const counter = (name: string, of: readonly ServedLeg[], each: number, labels = {}) => ({
    name,
    target,
    labels,
    read: company.sum(target, of, () => () => each),
  })
  const percentile = (share: number): [type: Family["type"], name: string, specs: Spec[]] => {
    const name = `k6_http_req_duration_p${share * 100}`
    const specs = groups.flatMap(({ labels, legs }) => {
      const usual = quantile(legs[0]!, share)
      const salt = hashText(name + labels.url, world.seed)
      return gauge(target, name, labels, (timeMs) => usual * (0.85 + 0.25 * loadTest(timeMs) + 0.12 * wander(salt, timeMs, 30_000)))
    })
    return ["gauge", name, specs]
  }
  const salt = hashText("checks", world.seed)
  const searches = legs.filter(({ leg }) => leg.route === "/api/listings")
  const families: [type: Family["type"], name: string, specs: Spec[]][] = [
    ["gauge", "k6_vus", gauge(target, "k6_vus", {}, (timeMs) => Math.round(VUS * loadTest(timeMs)))],
    ["counter", "k6_http_reqs_total", groups.map(({ labels, legs }) => counter("k6_http_reqs_total", legs, 1, labels))],
    ...[0.5, 0.95, 0.99].map(percentile),
    ["gauge", "k6_http_req_failed_rate", gauge(target, "k6_http_req_failed_rate", SCENARIO, () => 0)],
    ["counter", "k6_iterations_total", [counter("k6_iterations_total", searches, 1, SCENARIO)]],
    [
      "gauge",
      "k6_checks_rate",
      gauge(target, "k6_checks_rate", SCENARIO, (timeMs) => Math.min(1, 0.995 + 0.006 * wander(salt, timeMs, 45_000))),
    ],
    ["counter", "k6_data_received_total", [counter("k6_data_received_total", legs, RECEIVED_BYTES, SCENARIO)]],
    ["counter", "k6_data_sent_total", [counter("k6_data_sent_total", legs, SENT_BYTES, SCENARIO)]],
  ]
  return families.map(([type, name, specs]) => family(type, name, "", "", specs))
}
