// count_values: how many series have each value.
import type { Aggregate } from "../ast.ts"
import { type Column, emptyColumn } from "../columns.ts"
import { cannot } from "../errors.ts"
import { plainNumber } from "../go-number.ts"
import { keyOf, labelsOf, withoutName } from "../labels.ts"
import { groupsOf } from "./groups.ts"

/** Groups by the aggregation's labels and, under `label`, by the value. */
export function countValues(label: string, columns: Column[], by: Aggregate, rows: number): Column[] {
  if (!label) throw cannot(`invalid label name "${label}"`)
  const found = new Map<string, Column>()
  const grouping = by.without ? by : { ...by, labels: by.labels.filter((name) => name !== label) }
  for (const { labels, members } of groupsOf(columns, grouping))
    for (const { values, present } of members)
      for (let row = 0; row < rows; row++) {
        if (!present[row]) continue
        const own = labelsOf(Object.entries({ ...withoutName(labels), [label]: plainNumber(values[row] ?? NaN) }))
        const key = keyOf(own)
        let column = found.get(key)
        if (!column) found.set(key, (column = emptyColumn(own, rows)))
        column.present[row] = 1
        column.values[row] = (column.values[row] ?? 0) + 1
      }
  return [...found.values()]
}
