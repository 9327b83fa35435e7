import { z } from "zod"

export const LogsOptions = z.object({
  order: z.enum(["newest", "oldest"]).default("newest").meta({ title: "panel.option.order", description: "panel.option.orderHint" }),
  wrap: z.boolean().default(false).meta({ title: "panel.option.wrap", description: "panel.option.wrapHint" }),
  dedupe: z
    .enum(["none", "exact", "numbers"])
    .default("none")
    .meta({ title: "panel.option.dedupe", description: "panel.option.dedupeHint" }),
  labels: z.array(z.string().max(200)).max(10).default([]).meta({ title: "panel.option.labels", description: "panel.option.labelsHint" }),
})
export type LogsOptions = z.output<typeof LogsOptions>
