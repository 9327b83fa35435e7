import { definePanel } from "#components/panel/kind.ts"
import { TracesOptions } from "./options.ts"
import { isTraces, prepareTraces } from "./prepare.ts"

export const traces = definePanel({
  name: "traces",
  options: TracesOptions,
  shapes: ["table", "spans"],
  suits: isTraces,
  size: { w: 12, h: 9 },
  prepare: prepareTraces,
  load: async () => (await import("./view.tsx")).TracesView,
})
