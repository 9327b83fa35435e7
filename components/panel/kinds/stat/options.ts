import { choice, defineOptions, flag, type OutputOf } from "#components/panel/options.ts"
import { valueOptions } from "#components/panel/value-options.ts"
import { reducers } from "#lib/frame/reduce.ts"

export const StatOptions = defineOptions({
  reducer: choice(reducers, "lastNotNull", { title: "panel.option.reducer", description: "panel.option.reducerHint" }),
  ...valueOptions,
  colorMode: choice(["value", "background", "none"], "value", {
    title: "panel.option.colorMode",
    description: "panel.option.colorModeHint",
  }),
  sparkline: flag(true, { title: "panel.option.sparkline", description: "panel.option.sparklineHint" }),
  names: choice(["auto", "always", "never"], "auto", { title: "panel.option.names", description: "panel.option.namesHint" }),
})
export type StatOptions = OutputOf<typeof StatOptions>
