import { z } from "zod"
import { ConnectionSettings } from "#lib/datasource/schema.ts"

const duration = /^(?:>\s*)?(?:\d+(?:\.\d+)?(?:ms|[smhdwMy]?))+$/

export const PrometheusSettings = ConnectionSettings.extend({
  /** How often targets are scraped: the least step, and four of them the shortest rate interval. */
  scrapeInterval: z.string().regex(duration).max(20).optional(),
})

export const PrometheusQuery = z.strictObject({
  expr: z.string().min(1).max(100_000),
  mode: z.enum(["range", "instant"]).optional(),
  legend: z.string().max(1000).optional(),
  /** A duration, or a macro such as $__rate_interval. */
  minStep: z.string().max(40).optional(),
  exemplars: z.boolean().optional(),
  format: z.enum(["series", "table", "heatmap"]).optional(),
})
export type PrometheusQuery = z.output<typeof PrometheusQuery>
