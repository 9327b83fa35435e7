import dynamic from "next/dynamic"
import { definePanel } from "#components/panel/kind.ts"
import { PictureSkeleton } from "#components/panel/picture-skeleton.tsx"
import { TableOptions } from "./options.ts"
import { prepareTable } from "./prepare.ts"

export const table = definePanel({
  name: "table",
  options: TableOptions,
  shapes: ["table", "series"],
  size: { w: 12, h: 8 },
  prepare: prepareTable,
  View: dynamic(() => import("./view.tsx").then((module) => module.TableView), { loading: PictureSkeleton }),
})
