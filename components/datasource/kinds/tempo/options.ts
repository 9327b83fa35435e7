import type { Completion as Option } from "@codemirror/autocomplete"
import { valueOption, wordOptions } from "../../complete-place.ts"
import type { Condition, Place } from "../../place-in-query.ts"
import type { Complete } from "../../use-completion.ts"

const stages = wordOptions(
  [
    "select",
    "by",
    "count",
    "avg",
    "min",
    "max",
    "sum",
    "rate",
    "count_over_time",
    "min_over_time",
    "max_over_time",
    "avg_over_time",
    "sum_over_time",
    "quantile_over_time",
    "histogram_over_time",
    "compare",
    "topk",
    "bottomk",
  ],
  "function",
)

/** What could stand there, from the source where only it can know. */
export async function traceqlOptions(place: Place, complete: Complete): Promise<Option[]> {
  switch (place.at) {
    case "name":
      return tags(complete, matchOf(place.known))
    case "grouping":
      return tags(complete)
    case "value": {
      const values = await complete({ what: "tagValues", name: place.name, match: matchOf(place.known) })
      return values.map((one) =>
        valueOption(one.value, place, { detail: one.detail, bare: one.detail !== undefined && one.detail !== "string" }),
      )
    }
    case "stage":
      return stages
    case "outside":
      return []
  }
}

async function tags(complete: Complete, match?: string): Promise<Option[]> {
  return (await complete({ what: "tags", match })).map((one) => ({ label: one.value, detail: one.detail, type: "property" }))
}

/** The conditions before the cursor as a query that narrows; those with variables say nothing yet. */
export function matchOf(known: Condition[]): string | undefined {
  const plain = known.filter((one) => !/\$|\[\[/.test(one.text))
  return plain.length === 0 ? undefined : `{ ${plain.map((one) => `${one.name} ${one.operator} ${one.text}`).join(" && ")} }`
}
