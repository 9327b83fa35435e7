import dynamic from "next/dynamic"
import { definePanel } from "#components/panel/kind.ts"
import { PictureSkeleton } from "#components/panel/picture-skeleton.tsx"
import { TimeseriesOptions } from "./options.ts"
import { prepareTimeseries } from "./prepare.ts"

const loadView = () => import("./view.tsx")

export const timeseries = definePanel({
  name: "timeseries",
  options: TimeseriesOptions,
  shapes: ["series"],
  size: { w: 12, h: 8 },
  prepare: prepareTimeseries,
  View: dynamic(() => loadView().then((module) => module.TimeseriesView), { loading: PictureSkeleton }),
  preload: () => {
    // A chunk that can't be had is missed, and told, where it is used.
    Promise.all([loadView(), import("#components/chart/draw.ts")]).catch(() => {})
  },
})
