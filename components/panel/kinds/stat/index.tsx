import dynamic from "next/dynamic"
import { definePanel } from "#components/panel/kind.ts"
import { PictureSkeleton } from "#components/panel/picture-skeleton.tsx"
import { StatOptions } from "./options.ts"
import { prepareStat } from "./prepare.ts"

export const stat = definePanel({
  name: "stat",
  options: StatOptions,
  shapes: ["series", "table"],
  size: { w: 6, h: 4 },
  prepare: prepareStat,
  View: dynamic(() => import("./view.tsx").then((module) => module.StatView), { loading: PictureSkeleton }),
})
