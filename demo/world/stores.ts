// All that one world has to tell, for the three APIs and the scrape pages.
import type { Answer, Call } from "#demo/http/api.ts"
import type { Scenery } from "#demo/http/prometheus/scenery.ts"
import type { LogStore } from "#demo/logql/log-store.ts"
import type { Catalogue, Storage } from "#demo/promql/storage.ts"
import type { TraceStore } from "#demo/traceql/trace-store.ts"
import { createCompany } from "#demo/world/company.ts"
import { metricsPages } from "#demo/world/exposition.ts"
import { familiesOf } from "#demo/world/families/all.ts"
import { createLogStore } from "#demo/world/logs/store.ts"
import { createMetrics, type FindTrace } from "#demo/world/metrics.ts"
import { sceneryOf } from "#demo/world/scenery.ts"
import { traceNear } from "#demo/world/traces/near.ts"
import { createSources } from "#demo/world/traces/sources.ts"
import { createTraceStore } from "#demo/world/traces/store.ts"
import type { World } from "#demo/world/world.ts"

export interface Stores {
  metrics: Storage & Catalogue
  scenery: Scenery
  pages: (call: Call) => Answer
  logs: LogStore
  traces: TraceStore
}

export function createStores(world: World): Stores {
  const company = createCompany(world)
  const families = familiesOf(company)
  const sources = createSources(world, company.requests)
  const find: FindTrace = (sought) => traceNear(sources, sought)
  return {
    metrics: createMetrics(families, find),
    scenery: sceneryOf(company),
    pages: metricsPages(company, families, find),
    logs: createLogStore(world, sources),
    traces: createTraceStore(sources),
  }
}
