import type { PrometheusClient } from "@prometheus-io/codemirror-promql"
import type { Complete } from "../../use-completion.ts"
import { selectorOf } from "./selector-of.ts"

/** What the PromQL editor asks Prometheus for, answered by our own API: the browser never reaches the source. */
export function completionClient(complete: Complete): PrometheusClient {
  const values = async (request: Parameters<Complete>[0]) => (await complete(request)).map((one) => one.value)
  return {
    metricNames: () => values({ what: "metrics" }),
    metricMetadata: async () => {
      const known = (await complete({ what: "metrics" })).filter((one) => one.detail)
      return Object.fromEntries(known.map((one) => [one.value, [typeAndHelp(one.detail ?? "")]]))
    },
    labelNames: (metric) => values({ what: "labels", match: selectorOf(metric ?? "", []) }),
    labelValues: (name, metric, matchers) => values({ what: "values", name, match: selectorOf(metric ?? "", matchers ?? [], name) }),
    series: () => Promise.resolve([]),
    flags: () => Promise.resolve({}),
  }
}

/** "counter: Requests served" → its two parts. */
function typeAndHelp(detail: string): { type: string; help: string } {
  const at = detail.indexOf(": ")
  return at < 0 ? { type: detail, help: "" } : { type: detail.slice(0, at), help: detail.slice(at + 2) }
}
