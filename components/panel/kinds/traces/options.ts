import { choice, defineOptions, type OutputOf } from "#components/panel/options.ts"

export const TracesOptions = defineOptions({
  sort: choice(["newest", "slowest", "errors"], "newest", { title: "panel.option.traceSort", description: "panel.option.traceSortHint" }),
})
export type TracesOptions = OutputOf<typeof TracesOptions>
