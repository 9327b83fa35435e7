import { definePanel } from "./kind.ts"
import { defineOptions } from "./options.ts"
import { TableOptions } from "./kinds/table/options.ts"
import { prepareTable } from "./kinds/table/prepare.ts"

/** Stands in for a kind that this release does not draw: says so, and shows the data as a table. The panel's own options stay untouched. */
export const placeholder = definePanel({
  name: "placeholder",
  options: defineOptions({}),
  shapes: ["table", "series", "logs", "spans"],
  size: { w: 12, h: 8 },
  prepare: (frames, _options, environment) => prepareTable(frames, TableOptions.parse({}), environment),
  load: async () => (await import("./placeholder-view.tsx")).PlaceholderView,
})
