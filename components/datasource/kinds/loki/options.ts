import type { Completion as Option } from "@codemirror/autocomplete"
import { valueOption, wordOptions } from "../../complete-place.ts"
import type { Condition, Place } from "../../place-in-query.ts"
import type { Complete } from "../../use-completion.ts"

const overTime = ["count", "bytes", "avg", "sum", "min", "max", "stddev", "stdvar", "quantile", "first", "last", "absent"].map(
  (name) => `${name}_over_time`,
)
const functions = wordOptions(
  [
    "rate",
    "rate_counter",
    "bytes_rate",
    ...overTime,
    "sum",
    "avg",
    "count",
    "max",
    "min",
    "stddev",
    "stdvar",
    "topk",
    "bottomk",
    "sort",
    "sort_desc",
    "label_replace",
    "vector",
  ],
  "function",
)
const modifiers = wordOptions(
  ["by", "without", "on", "ignoring", "group_left", "group_right", "offset", "and", "or", "unless", "bool"],
  "keyword",
)
const stages = wordOptions(
  ["json", "logfmt", "pattern", "regexp", "unpack", "line_format", "label_format", "decolorize", "drop", "keep", "unwrap"],
  "keyword",
)

/** What could stand there, from the source where only it can know. */
export async function logqlOptions(place: Place, complete: Complete): Promise<Option[]> {
  switch (place.at) {
    case "name":
      return (await complete({ what: "labels", match: matchOf(place.known) })).map((one) => ({
        label: one.value,
        detail: one.detail,
        type: "property",
      }))
    case "value":
      return (await complete({ what: "values", name: place.name, match: matchOf(place.known) })).map((one) => valueOption(one.value, place))
    case "stage":
      return [...stages, ...(await fieldsOf(place.selector, complete))]
    case "grouping":
      return namesOf(place.selector, complete)
    case "outside":
      return [...functions, ...modifiers]
  }
}

/** Labels of the streams and fields that Loki found in their lines. */
async function namesOf(selector: string, complete: Complete): Promise<Option[]> {
  const [labels, fields] = await Promise.all([complete({ what: "labels", match: usable(selector) }), fieldsOf(selector, complete)])
  return [...labels.map((one) => ({ label: one.value, type: "property" })), ...fields]
}

async function fieldsOf(selector: string, complete: Complete): Promise<Option[]> {
  const match = usable(selector)
  if (!match) return []
  return (await complete({ what: "fields", match })).map((one) => ({ label: one.value, detail: one.detail, type: "property" }))
}

/** A selector with variables is not one that Loki can read. */
function usable(selector: string): string | undefined {
  return selector === "" || /\$|\[\[|^\{\s*\}$/.test(selector) ? undefined : selector
}

/** The conditions before the cursor as a selector; Loki wants one at least that can't be empty. */
export function matchOf(known: Condition[]): string | undefined {
  const plain = known.filter((one) => !/\$|\[\[/.test(one.text))
  if (!plain.some((one) => one.operator === "=" && one.text.length > 2)) return undefined
  return `{${plain.map((one) => `${one.name}${one.operator}${one.text}`).join(",")}}`
}
