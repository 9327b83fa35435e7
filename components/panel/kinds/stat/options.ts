import { z } from "zod"
import { reducers } from "#lib/frame/reduce.ts"
import { valueOptions } from "#components/panel/value-options.ts"

export const StatOptions = z.object({
  reducer: z.enum(reducers).default("lastNotNull").meta({ title: "panel.option.reducer", description: "panel.option.reducerHint" }),
  ...valueOptions,
  colorMode: z
    .enum(["value", "background", "none"])
    .default("value")
    .meta({ title: "panel.option.colorMode", description: "panel.option.colorModeHint" }),
  sparkline: z.boolean().default(true).meta({ title: "panel.option.sparkline", description: "panel.option.sparklineHint" }),
  names: z.enum(["auto", "always", "never"]).default("auto").meta({ title: "panel.option.names", description: "panel.option.namesHint" }),
})
export type StatOptions = z.output<typeof StatOptions>
