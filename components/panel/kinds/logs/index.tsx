import { definePanel } from "#components/panel/kind.ts"
import { LogsOptions } from "./options.ts"
import { prepareLogs } from "./prepare.ts"

export const logs = definePanel({
  name: "logs",
  options: LogsOptions,
  shapes: ["logs"],
  size: { w: 12, h: 9 },
  // Rows arrive newest first; to fold some into one takes all of them.
  begins: ({ order, dedupe }) => order === "newest" && dedupe === "none",
  prepare: prepareLogs,
  load: async () => (await import("./view.tsx")).LogsView,
})
