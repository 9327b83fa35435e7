import { definePanel } from "#components/panel/kind.ts"
import { defineOptions, words } from "#components/panel/options.ts"

const TextOptions = defineOptions({
  text: words(100_000, "", { title: "panel.option.text", description: "panel.option.textHint", editor: "markdown" }),
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
