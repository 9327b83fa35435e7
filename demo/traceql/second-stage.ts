// What follows a metrics function: topk, bottomk, a threshold.
import type { SecondStage } from "./ast.ts"
import { compareNumbers } from "./compile.ts"
import type { MetricsSeries } from "./metrics.ts"

const labelText = ({ labels }: MetricsSeries) =>
  labels.map(({ name, value }) => `${name}=${typeof value === "string" ? JSON.stringify(value) : `"${String(value)}"`}`).join(", ")

/** In the order of their labels as they would be written. */
export function sortedByLabels(series: readonly MetricsSeries[]): MetricsSeries[] {
  const texts = new Map(series.map((one) => [one, labelText(one)]))
  return series.toSorted((a, b) => (texts.get(a)! < texts.get(b)! ? -1 : 1))
}

/** Applies the stages in turn; a series without a sample left goes. */
export function secondStages(series: MetricsSeries[], stages: readonly SecondStage[]): MetricsSeries[] {
  if (stages.length === 0) return series
  return stages.reduce((left, stage) => applied(left, stage).filter(({ values }) => values.some((value) => !Number.isNaN(value))), series)
}

function applied(series: MetricsSeries[], stage: SecondStage): MetricsSeries[] {
  if (stage.kind === "threshold")
    return series.map((one) => ({
      ...one,
      values: one.values.map((value) => (compareNumbers(stage.op, value, stage.value) ? value : Number.NaN)),
    }))
  const kept = series.map((one) => ({ ...one, values: new Float64Array(one.values.length).fill(Number.NaN) }))
  for (let interval = 0; interval < (series[0]?.values.length ?? 0); interval++) {
    const sign = stage.kind === "topk" ? -1 : 1
    const ranked = series
      .map(({ values }, at) => ({ at, value: values[interval]! }))
      .filter(({ value }) => !Number.isNaN(value))
      .toSorted((a, b) => sign * (a.value - b.value) || a.at - b.at)
    for (const { at, value } of ranked.slice(0, stage.limit)) kept[at]!.values[interval] = value
  }
  return kept
}
