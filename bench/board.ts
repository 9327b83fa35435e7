import type { World } from "#e2e/world.ts"

/** A dashboard of twelve panels, ten series each, all inside a window of 1440 × 1000. */
export async function makeBoard(world: World, options: { url: string; exprs: (panel: number) => string; id?: string }): Promise<string> {
  const id = options.id ?? "twelve"
  await world.api("POST", "/api/datasources", { id: "prom", name: "Prometheus", kind: "prometheus", settings: { url: options.url } })
  await world.api("POST", "/api/dashboards", {
    id,
    title: "Twelve",
    panels: Array.from({ length: 12 }, (_, panel) => ({
      id: `p${panel}`,
      kind: "timeseries",
      title: `Panel ${panel + 1}`,
      grid: { x: (panel % 4) * 6, y: Math.floor(panel / 4) * 7, w: 6, h: 7 },
      datasourceId: "prom",
      queries: [{ ref: "A", expr: options.exprs(panel) }],
    })),
  })
  return `/dashboards/${id}`
}
