import { z } from "zod"

export const TracesOptions = z.object({
  sort: z
    .enum(["newest", "slowest", "errors"])
    .default("newest")
    .meta({ title: "panel.option.traceSort", description: "panel.option.traceSortHint" }),
})
export type TracesOptions = z.output<typeof TracesOptions>
