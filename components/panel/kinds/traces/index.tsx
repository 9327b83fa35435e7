import dynamic from "next/dynamic"
import { definePanel } from "#components/panel/kind.ts"
import { PictureSkeleton } from "#components/panel/picture-skeleton.tsx"
import { TracesOptions } from "./options.ts"
import { isTraces, prepareTraces } from "./prepare.ts"

export const traces = definePanel({
  name: "traces",
  options: TracesOptions,
  shapes: ["table", "spans"],
  suits: isTraces,
  size: { w: 12, h: 9 },
  prepare: prepareTraces,
  View: dynamic(() => import("./view.tsx").then((module) => module.TracesView), { loading: PictureSkeleton }),
})
