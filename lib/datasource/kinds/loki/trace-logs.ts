import type { TraceLogs } from "#lib/datasource/kind.ts"
import { regexOf } from "#lib/datasource/variable-format.ts"

/** Services beyond these only make the selector slower: the id decides. */
const mostServices = 30
const lines = 1000

/**
 * Two queries, no templates: the id as structured metadata (before any parser, so that blooms can serve it), and the id in the line,
 * without leading zeros, so that padded and unpadded spellings are both met.
 */
export function queriesOfTrace({ traceId, services }: TraceLogs): { expr: string; limit: number }[] {
  const names = [...new Set(services.filter(Boolean))].slice(0, mostServices)
  const selector = names.length > 0 ? `{service_name=~${JSON.stringify(regexOf(names))}}` : '{service_name=~".+"}'
  const short = traceId.replace(/^0+(?=.)/, "")
  return [
    { expr: `${selector} | trace_id=${JSON.stringify(traceId)}`, limit: lines },
    { expr: `${selector} |= ${JSON.stringify(short)}`, limit: lines },
  ]
}
