// Whether two answers of the HTTP API say the same.
import { numberOfSample } from "./scraped.ts"

export interface Said {
  status: number
  body: {
    status: string
    errorType?: string
    error?: string
    data?: { resultType: string; result: unknown }
  }
}

interface One {
  metric: Record<string, string>
  value?: [number, string]
  values?: [number, string][]
}

const TOLERANCE = 1e-9
/** Differences of rounding around zero (a deviation of equal values) have no meaningful ratio. */
const NEAR_ZERO = 1e-11

export function close(a: string, b: string): boolean {
  if (a === b) return true
  const [x, y] = [numberOfSample(a), numberOfSample(b)]
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) && Number.isNaN(y)
  if (x === y) return true
  const difference = Math.abs(x - y)
  return difference <= TOLERANCE * Math.max(Math.abs(x), Math.abs(y)) || difference <= NEAR_ZERO
}

const keyOf = ({ metric }: One) => JSON.stringify(Object.entries(metric).toSorted(([a], [b]) => (a < b ? -1 : 1)))

const times = (samples: [number, string][]) => samples.map(([time]) => time).join()

function samplesDiffer(a: [number, string][], b: [number, string][]): string | undefined {
  if (times(a) !== times(b)) return `times ${times(a)} ≠ ${times(b)}`
  const at = a.findIndex(([, value], index) => !close(value, b[index]?.[1] ?? ""))
  return at < 0 ? undefined : `at ${a[at]?.[0]}: ${a[at]?.[1]} ≠ ${b[at]?.[1]}`
}

function seriesDiffer(real: One[], own: One[], ordered: boolean): string | undefined {
  const sortedBy = (all: One[]) => (ordered ? all : all.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)))
  const [left, right] = [sortedBy(real), sortedBy(own)]
  const keys = (all: One[]) => all.map(keyOf).join("\n")
  if (keys(left) !== keys(right)) return `series\n${keys(left)}\n≠\n${keys(right)}`
  for (const [at, one] of left.entries()) {
    const other = right[at]
    const samples = (from: One | undefined) => from?.values ?? (from?.value ? [from.value] : [])
    const difference = samplesDiffer(samples(one), samples(other))
    if (difference) return `${keyOf(one)} ${difference}`
  }
}

/**
 * Without the parameter's name, which `query_range` of Prometheus 2 left out, and without the series of a match group: which of several
 * are found first depends on the order in which the server first saw them.
 */
function reason({ body }: Said): string | undefined {
  return body.error
    ?.replace(/^invalid parameter "query": /, "")
    .replace(/for the match group \{.*\} on the (left|right) hand-side of the operation: \[.*\];/, "on the $1 hand-side;")
}

/** Undefined: they agree; otherwise where they don't. `ordered`: the order of the series counts. `words`: so does the error's text. */
export function difference(real: Said, own: Said, { ordered, words }: { ordered: boolean; words: boolean }): string | undefined {
  if (real.status !== own.status || real.body.errorType !== own.body.errorType)
    return `${real.status} ${real.body.errorType} ${real.body.error} ≠ ${own.status} ${own.body.errorType} ${own.body.error}`
  if (words && reason(real) !== reason(own)) return `${real.body.error} ≠ ${own.body.error}`
  const [a, b] = [real.body.data, own.body.data]
  if (a?.resultType !== b?.resultType) return `${a?.resultType} ≠ ${b?.resultType}`
  if (!a || !b) return undefined
  if (a.resultType === "scalar") return samplesDiffer([a.result as [number, string]], [b.result as [number, string]])
  if (a.resultType === "string") return JSON.stringify(a.result) === JSON.stringify(b.result) ? undefined : "strings differ"
  return seriesDiffer(a.result as One[], b.result as One[], ordered || a.resultType === "matrix")
}
