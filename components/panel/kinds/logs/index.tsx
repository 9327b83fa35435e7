import { definePanel } from "#components/panel/kind.ts"
import { LogsOptions } from "./options.ts"
import { prepareLogs } from "./prepare.ts"

export const logs = definePanel({
  name: "logs",
  options: LogsOptions,
  shapes: ["logs"],
  size: { w: 12, h: 9 },
  prepare: prepareLogs,
  load: async () => (await import("./view.tsx")).LogsView,
})
