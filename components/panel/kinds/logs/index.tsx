import dynamic from "next/dynamic"
import { definePanel } from "#components/panel/kind.ts"
import { LogsOptions } from "./options.ts"
import { prepareLogs } from "./prepare.ts"

export const logs = definePanel({
  name: "logs",
  options: LogsOptions,
  shapes: ["logs"],
  size: { w: 12, h: 9 },
  prepare: prepareLogs,
  View: dynamic(() => import("./view.tsx").then((module) => module.LogsView)),
  preload: () => {
    // A chunk that can't be had is missed, and told, where it is used.
    import("./view.tsx").catch(() => {})
  },
})
