import { EqlRegex, EqlSingle, Neq, NeqRegex } from "@prometheus-io/lezer-promql"

const written = new Map([
  [EqlSingle, "="],
  [Neq, "!="],
  [EqlRegex, "=~"],
  [NeqRegex, "!~"],
])

/**
 * The selector of what is typed so far, without the label that is asked for and without what a variable fills. `value` is the text between
 * the quotes, `type` the operator's number in the grammar. Undefined where nothing narrows: Prometheus refuses a selector that may be empty.
 */
export function selectorOf(
  metric: string,
  matchers: { name: string; type: number; value: string }[],
  without?: string,
): string | undefined {
  const usable = matchers.filter((one) => one.name !== without && one.value !== "" && isPlain(one.value))
  const pairs = usable.map((one) => `${one.name}${written.get(one.type) ?? "="}"${one.value}"`)
  if (metric && isPlain(metric)) pairs.unshift(`__name__="${metric}"`)
  else if (!usable.some((one) => one.type === EqlSingle)) return undefined
  return `{${pairs.join(",")}}`
}

/** Without variables, and without a quote that would end the string. */
function isPlain(text: string): boolean {
  return !text.includes("$") && !text.includes("[[") && !/(^|[^\\])(\\\\)*"/.test(text)
}
