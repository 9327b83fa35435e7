import dynamic from "next/dynamic"
import { definePanel } from "#components/panel/kind.ts"
import { PictureSkeleton } from "#components/panel/picture-skeleton.tsx"
import { LogsOptions } from "./options.ts"
import { prepareLogs } from "./prepare.ts"

const loadView = () => import("./view.tsx")

export const logs = definePanel({
  name: "logs",
  options: LogsOptions,
  shapes: ["logs"],
  size: { w: 12, h: 9 },
  prepare: prepareLogs,
  View: dynamic(() => loadView().then((module) => module.LogsView), { loading: PictureSkeleton }),
  preload: () => {
    // A chunk that can't be had is missed, and told, where it is used.
    loadView().catch(() => {})
  },
})
