import { z } from "zod"
import { valueOptions } from "#components/panel/value-options.ts"

export const TimeseriesOptions = z.object({
  draw: z.enum(["line", "bars", "points"]).default("line").meta({ title: "panel.option.draw", description: "panel.option.drawHint" }),
  fill: z.int().min(0).max(100).default(8).meta({ title: "panel.option.fill", description: "panel.option.fillHint" }),
  lineWidth: z.number().min(0.5).max(8).default(1.5).meta({ title: "panel.option.lineWidth", description: "panel.option.lineWidthHint" }),
  interpolation: z
    .enum(["linear", "step", "smooth"])
    .default("linear")
    .meta({ title: "panel.option.interpolation", description: "panel.option.interpolationHint" }),
  stacking: z
    .enum(["none", "normal", "percent"])
    .default("none")
    .meta({ title: "panel.option.stacking", description: "panel.option.stackingHint" }),
  connect: z.boolean().default(false).meta({ title: "panel.option.connect", description: "panel.option.connectHint" }),
  scale: z.enum(["linear", "log"]).default("linear").meta({ title: "panel.option.scale", description: "panel.option.scaleHint" }),
  ...valueOptions,
  thresholdStyle: z
    .enum(["none", "line", "area", "both"])
    .default("line")
    .meta({ title: "panel.option.thresholdStyle", description: "panel.option.thresholdStyleHint" }),
  legend: z.enum(["list", "table", "none"]).default("list").meta({ title: "panel.option.legend", description: "panel.option.legendHint" }),
  exemplars: z.boolean().default(true).meta({ title: "panel.option.exemplars", description: "panel.option.exemplarsHint" }),
})
export type TimeseriesOptions = z.output<typeof TimeseriesOptions>
