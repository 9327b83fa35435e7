import { RE2JS } from "re2js"
import { z } from "zod"
import type { QueryContext } from "#lib/datasource/kind.ts"
import { seriesName } from "#lib/datasource/legend.ts"
import { AppError } from "#lib/http/errors.ts"
import { ask, type Asker } from "./ask.ts"
import { valuesPath } from "./label-path.ts"

const Names = z.array(z.string())
const KNOWN = "label_names(), label_values(label), label_values(metric, label), metrics(regex), query_result(query)"

/**
 * Values of a query variable, in the server's order.
 * @throws {AppError} `bad_request` for a query that is none of the known ones, or a regex that RE2 refuses
 */
export async function prometheusValues(from: Asker, query: string, { range }: Pick<QueryContext, "range">): Promise<string[]> {
  const text = query.trim()
  const window = { start: String(range.fromMs / 1000), end: String(range.toMs / 1000) }
  if (/^label_names\(\s*\)$/.test(text)) return ask.data(from, "/api/v1/labels", window, Names)
  const labelled = /^label_values\(\s*(?:([\s\S]+),)?\s*("(?:[^"\\]|\\.)+"|[^\s,(){}"]+)\s*\)$/.exec(text)
  if (labelled?.[2]) {
    const name = labelled[2].startsWith('"') ? labelled[2].slice(1, -1) : labelled[2]
    return ask.data(from, valuesPath(name), labelled[1] ? { ...window, "match[]": labelled[1].trim() } : window, Names)
  }
  const metrics = /^metrics\(\s*([\s\S]*?)\s*\)$/.exec(text)
  if (metrics) return matching(await ask.data(from, valuesPath("__name__"), window, Names), metrics[1] ?? "")
  const result = /^query_result\(([\s\S]+)\)$/.exec(text)
  if (result?.[1]) return rows(from, result[1], window.end)
  throw new AppError("bad_request", "variableQueryUnknown", { query: text.slice(0, 200), known: KNOWN })
}

function matching(names: string[], pattern: string): string[] {
  try {
    const regex = RE2JS.compile(pattern)
    return names.filter((name) => regex.matcher(name).find())
  } catch (cause) {
    throw new AppError("bad_request", "queryRefused", { product: "RE2", text: pattern.slice(0, 200) }, { cause })
  }
}

/** `name{labels} value time` a row, the form that a variable's regex is written against. */
async function rows(from: Asker, query: string, time: string): Promise<string[]> {
  const { series } = await ask.query(from, { query, time })
  return series.map(({ labels, samples }) => {
    const at = samples.values.length - 1
    return `${seriesName(labels).replaceAll('", ', '",')} ${samples.values[at] ?? ""} ${samples.times[at] ?? ""}`
  })
}
