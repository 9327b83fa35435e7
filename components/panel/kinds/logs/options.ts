import { choice, defineOptions, flag, listOf, type OutputOf, shaped, upTo } from "#components/panel/options.ts"

export const LogsOptions = defineOptions({
  order: choice(["newest", "oldest"], "newest", { title: "panel.option.order", description: "panel.option.orderHint" }),
  wrap: flag(false, { title: "panel.option.wrap", description: "panel.option.wrapHint" }),
  dedupe: choice(["none", "exact", "numbers"], "none", { title: "panel.option.dedupe", description: "panel.option.dedupeHint" }),
  labels: shaped(listOf(upTo(200), 10), [], { title: "panel.option.labels", description: "panel.option.labelsHint" }),
})
export type LogsOptions = OutputOf<typeof LogsOptions>
