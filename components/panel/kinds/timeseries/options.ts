import { amount, choice, defineOptions, flag, type OutputOf } from "#components/panel/options.ts"
import { valueOptions } from "#components/panel/value-options.ts"

export const TimeseriesOptions = defineOptions({
  draw: choice(["line", "bars", "points"], "line", { title: "panel.option.draw", description: "panel.option.drawHint" }),
  fill: amount({ min: 0, max: 100, whole: true }, 8, { title: "panel.option.fill", description: "panel.option.fillHint" }),
  lineWidth: amount({ min: 0.5, max: 8 }, 1.5, { title: "panel.option.lineWidth", description: "panel.option.lineWidthHint" }),
  interpolation: choice(["linear", "step", "smooth"], "linear", {
    title: "panel.option.interpolation",
    description: "panel.option.interpolationHint",
  }),
  stacking: choice(["none", "normal", "percent"], "none", { title: "panel.option.stacking", description: "panel.option.stackingHint" }),
  connect: flag(false, { title: "panel.option.connect", description: "panel.option.connectHint" }),
  scale: choice(["linear", "log"], "linear", { title: "panel.option.scale", description: "panel.option.scaleHint" }),
  ...valueOptions,
  thresholdStyle: choice(["none", "line", "area", "both"], "line", {
    title: "panel.option.thresholdStyle",
    description: "panel.option.thresholdStyleHint",
  }),
  legend: choice(["list", "table", "none"], "list", { title: "panel.option.legend", description: "panel.option.legendHint" }),
  exemplars: flag(true, { title: "panel.option.exemplars", description: "panel.option.exemplarsHint" }),
})
export type TimeseriesOptions = OutputOf<typeof TimeseriesOptions>
