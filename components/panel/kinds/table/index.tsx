import { definePanel } from "#components/panel/kind.ts"
import { TableOptions } from "./options.ts"
import { prepareTable } from "./prepare.ts"

export const table = definePanel({
  name: "table",
  options: TableOptions,
  shapes: ["table", "series"],
  size: { w: 12, h: 8 },
  prepare: prepareTable,
  load: async () => (await import("./view.tsx")).TableView,
})
