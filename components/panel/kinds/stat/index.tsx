import { definePanel } from "#components/panel/kind.ts"
import { StatOptions } from "./options.ts"
import { prepareStat } from "./prepare.ts"

export const stat = definePanel({
  name: "stat",
  options: StatOptions,
  shapes: ["series", "table"],
  size: { w: 6, h: 4 },
  prepare: prepareStat,
  load: async () => (await import("./view.tsx")).StatView,
})
