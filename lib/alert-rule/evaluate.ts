import type { Frame } from "#lib/frame/frame.ts"
import { type Condition, compares, reduceColumn } from "./condition.ts"
import { fingerprint } from "./fingerprint.ts"
import type { Outcome, Sample } from "./step.ts"
import { expand } from "./template.ts"

export const MAX_SERIES = 1_000

/** What of a rule makes its alerts. */
export interface EvaluatedRule {
  name: string
  labels: Record<string, string>
  annotations: Record<string, string>
  condition?: Condition
}

/** Why an answer can't be evaluated: a key under `errors` of the catalogue. */
export interface Problem {
  key: string
  params: Record<string, string | number>
}

/**
 * What a source answered, as samples with their final labels. Without a condition every series that is in the answer is true,
 * as in Prometheus; with one, an answer without any measured value is `nodata`.
 */
export function outcomeOf(frames: Frame[], rule: EvaluatedRule, externalUrl = ""): Outcome | Problem {
  const wrong = frames.find((frame) => frame.shape !== "series")
  if (wrong) return { key: "ruleAnswersNoSeries", params: { shape: wrong.shape } }
  if (frames.length > MAX_SERIES) return { key: "ruleTooManySeries", params: { count: frames.length, limit: MAX_SERIES } }
  const samples = new Map<string, Sample>()
  for (const frame of frames) {
    const sample = sampleOf(frame, rule, externalUrl)
    if (samples.has(sample.fingerprint)) return { key: "ruleDuplicateLabels", params: { labels: JSON.stringify(sample.labels) } }
    samples.set(sample.fingerprint, sample)
  }
  const all = [...samples.values()]
  const isEmpty = rule.condition && all.every((sample) => sample.holds === null)
  return isEmpty ? { kind: "nodata", alert: healthAlert(rule, "nodata", externalUrl) } : { kind: "ok", samples: all }
}

function sampleOf(frame: Frame, rule: EvaluatedRule, externalUrl: string): Sample {
  const values = frame.fields.find((field) => field.type === "number")?.values ?? []
  const { condition } = rule
  const value = condition ? reduceColumn(values, condition.reducer) : (values.at(-1) ?? null)
  const holds = condition ? (value === null ? null : compares(value, condition.op, condition.threshold)) : true
  const { __name__: _, ...series } = frame.labels
  return { ...rendered(rule, series, value, externalUrl, {}), value, holds }
}

/** The alert that stands for a rule that can't see. */
export function healthAlert(rule: EvaluatedRule, health: "nodata" | "error", externalUrl = "") {
  return rendered(rule, {}, null, externalUrl, { rule_health: health })
}

/** Identity is labels only: series, then the rule's own over them, then the name. */
function rendered(
  rule: EvaluatedRule,
  series: Record<string, string>,
  value: number | null,
  externalUrl: string,
  extra: Record<string, string>,
): Pick<Sample, "fingerprint" | "labels" | "annotations"> {
  const data = { labels: series, value, externalUrl }
  const labels: Record<string, string> = {}
  for (const [name, text] of [...Object.entries(series), ...expanded(rule.labels, data), ...Object.entries(extra)]) {
    if (text) labels[name] = storable(text)
    else delete labels[name]
  }
  labels.alertname = rule.name
  return { fingerprint: fingerprint(labels), labels, annotations: Object.fromEntries(expanded(rule.annotations, data)) }
}

function expanded(texts: Record<string, string>, data: Parameters<typeof expand>[1]): [string, string][] {
  return Object.entries(texts).map(([name, text]) => [name, storable(expand(text, data))])
}

/** Postgres stores neither NUL nor half a surrogate pair. */
const storable = (text: string): string => text.replaceAll("\u0000", "").toWellFormed()
