import { definePanel } from "#components/panel/kind.ts"
import { TimeseriesOptions } from "./options.ts"
import { prepareTimeseries } from "./prepare.ts"

export const timeseries = definePanel({
  name: "timeseries",
  options: TimeseriesOptions,
  shapes: ["series"],
  size: { w: 12, h: 8 },
  prepare: prepareTimeseries,
  load: async () => {
    // The lines' own chunk comes beside it. When it can't be had it is missed where it is drawn.
    import("#components/chart/draw.ts").catch(() => {})
    return (await import("./view.tsx")).TimeseriesView
  },
})
