// The windows of a query, and which lines of them are read when not all can be.
import type { LogLine, LogTemplate } from "./log-store.ts"
import { firstLines } from "./sample-template.ts"
import type { Steps } from "./vector.ts"

/** Milliseconds; `to` is not included. */
export interface Span {
  from: number
  to: number
}

/** One window a step, none beyond `untilMs`. They hold `end − range < time ≤ end`; a store counts in whole milliseconds from `from` on, hence the one. */
export function spansOf(
  { rangeMs, offsetMs }: { rangeMs: number; offsetMs: number },
  { startMs, stepMs, count }: Steps,
  untilMs: number,
): Span[] {
  return Array.from({ length: count }, (_step, index) => {
    const end = startMs + index * stepMs - offsetMs
    return { from: Math.min(Math.floor(end - rangeMs) + 1, untilMs), to: Math.min(Math.floor(end) + 1, untilMs) }
  })
}

/** Of a budget for lines: whoever has few may have all of them read, the others share what is left alike. */
export function shares(totals: readonly number[], budget: number): number[] {
  const result = totals.map(() => 0)
  let left = budget
  const order = totals.map((_total, index) => index).toSorted((a, b) => totals[a]! - totals[b]!)
  for (const [rank, index] of order.entries()) {
    const share = Math.min(totals[index]!, Math.floor(left / (order.length - rank)))
    result[index] = share
    left -= share
  }
  return result
}

const BURSTS = 4

/** About `ratio` of the lines of each span, from places spread evenly over it; each with the number of lines that it stands for. */
export function* thinned(template: LogTemplate, spans: readonly Span[], ratio: number): Generator<{ line: LogLine; weight: number }> {
  let owed = 0
  let standing = 0
  for (const { from, to } of spans) {
    const count = template.count(from, to)
    owed += count * ratio
    standing += count
    const wanted = Math.min(Math.floor(owed), count)
    if (wanted === 0) continue
    owed -= wanted
    const lines = spread(template, { from, to }, wanted)
    if (lines.length === 0) continue
    const weight = standing / lines.length
    standing = 0
    for (const line of lines) yield { line, weight }
  }
}

function spread(template: LogTemplate, { from, to }: Span, wanted: number): LogLine[] {
  const bursts = Math.min(wanted, BURSTS)
  const lines: LogLine[] = []
  for (let burst = 0; burst < bursts; burst++) {
    const start = Math.floor(from + ((to - from) * burst) / bursts)
    const end = Math.floor(from + ((to - from) * (burst + 1)) / bursts)
    const left = Math.ceil(((burst + 1) * wanted) / bursts) - Math.ceil((burst * wanted) / bursts)
    if (left <= 0) continue
    lines.push(...firstLines(template, start, end, left))
  }
  return lines
}
