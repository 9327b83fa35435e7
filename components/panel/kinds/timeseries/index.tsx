import dynamic from "next/dynamic"
import { definePanel } from "#components/panel/kind.ts"
import { TimeseriesOptions } from "./options.ts"
import { prepareTimeseries } from "./prepare.ts"

export const timeseries = definePanel({
  name: "timeseries",
  options: TimeseriesOptions,
  shapes: ["series"],
  size: { w: 12, h: 8 },
  prepare: prepareTimeseries,
  View: dynamic(() => import("./view.tsx").then((module) => module.TimeseriesView)),
  preload: () => {
    // A chunk that can't be had is missed, and told, where it is used.
    Promise.all([import("./view.tsx"), import("#components/chart/draw.ts")]).catch(() => {})
  },
})
