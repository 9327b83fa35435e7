// The patterns of lines, from samples of what each template writes.
import type { Answer, Call } from "#demo/http/api.ts"
import type { LogStore } from "#demo/logql/log-store.ts"
import { parseLogQuery } from "#demo/logql/parse.ts"
import { sampleLines } from "#demo/logql/sample-template.ts"
import { stepOf, windowOf } from "./params.ts"
import { json } from "./text.ts"

const SECONDS_PER_SAMPLE = 10
const ANY = "<_>"
const DELIMITER = /([\s=,:;"'{}[\]()|]+)/

interface Pattern {
  pattern: string
  level: string
  samples: Map<number, number>
}

const leading = (a: string[], b: string[]) => {
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at++
  return at
}

/** What is the same in all lines, with `<_>` for the rest. */
export function patternOf(lines: readonly string[]): string {
  const [first = [], ...others] = lines.map((line) => line.split(DELIMITER))
  let parts: string[]
  if (others.every((tokens) => tokens.length === first.length))
    parts = first.map((token, at) => (others.every((tokens) => tokens[at] === token) ? token : ANY))
  else {
    const reversed = first.toReversed()
    const head = Math.min(...others.map((tokens) => leading(first, tokens)))
    const room = Math.min(first.length, ...others.map(({ length }) => length)) - head
    const tail = Math.min(room, ...others.map((tokens) => leading(reversed, tokens.toReversed())))
    parts = [...first.slice(0, head), ANY, ...first.slice(first.length - tail)]
  }
  return parts.join("").replaceAll(/<_>(?:[^\w<]{0,1}<_>)+/g, ANY)
}

const total = ({ samples }: Pattern) => Array.from(samples.values()).reduce((sum, count) => sum + count, 0)

/** @throws {LogqlError} */
export function patterns(store: LogStore, call: Call): Answer {
  const { matchers } = parseLogQuery(call.params.get("query") ?? "")
  const { from: fromMs, to: toMs } = windowOf(call.params, call.nowMs)
  const stepMs = Math.max(stepOf(call.params, { fromMs, toMs }, SECONDS_PER_SAMPLE), SECONDS_PER_SAMPLE * 1000)
  const known = new Map<string, Pattern>()
  for (const { templates } of store.select(matchers, fromMs, toMs)) {
    for (const template of templates) {
      const lines = sampleLines(template, fromMs, toMs)
      if (lines.length === 0) continue
      const pattern = patternOf(lines.map(({ line }) => line))
      const level = lines[0]!.metadata["detected_level"] ?? ""
      const entry = known.get(level + pattern) ?? { pattern, level, samples: new Map<number, number>() }
      known.set(level + pattern, entry)
      for (let step = Math.floor(fromMs / stepMs) * stepMs; step < toMs; step += stepMs) {
        const count = template.count(Math.max(step, fromMs), Math.min(step + stepMs, toMs))
        if (count > 0) entry.samples.set(step, (entry.samples.get(step) ?? 0) + count)
      }
    }
  }
  const data = [...known.values()]
    .toSorted((a, b) => total(b) - total(a))
    .map(({ pattern, level, samples }) => ({
      pattern,
      level,
      samples: [...samples].toSorted(([a], [b]) => a - b).map(([step, count]) => [step / 1000, count]),
    }))
  return json({ status: "success", data })
}
