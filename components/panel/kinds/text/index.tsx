import { z } from "zod"
import { definePanel } from "#components/panel/kind.ts"

const TextOptions = z.object({
  text: z.string().max(100_000).default("").meta({ title: "panel.option.text", description: "panel.option.textHint", editor: "markdown" }),
})

export const text = definePanel({
  name: "text",
  options: TextOptions,
  shapes: [],
  size: { w: 8, h: 5 },
  queryless: true,
  prepare: (_frames, options) => options.text,
  load: async () => (await import("./view.tsx")).TextView,
})
