// A series that tells `latest` and `counter` by itself must give the answers that its samples give.
import assert from "node:assert/strict"
import { test } from "node:test"
import { memoryStorage, type Recorded } from "./agreement/memory-storage.ts"
import { queryRange } from "./query.ts"
import type { Series, Storage } from "./storage.ts"
import { withoutStale } from "./windows.ts"

const START_MS = 1_795_210_000_123
const SCRAPE_MS = 15_000

/** Resets every 37 scrapes, is away (after a stale marker) from scrape 80 to 90. */
function counter(instance: string, speed: number): Recorded {
  const samples = Array.from({ length: 200 }, (_, at) => ({
    timeMs: START_MS + at * SCRAPE_MS,
    value: (at % 37) * speed,
    stale: at === 80,
  }))
  return { labels: { __name__: "requests_total", instance }, samples: samples.filter((_, at) => at <= 80 || at > 90) }
}

const shortened = (series: Series): Series => ({
  labels: series.labels,
  samples: () => assert.fail("all is known without the samples"),
  latest(fromMs, toMs) {
    const { times, values, stale } = series.samples(fromMs, toMs)
    const at = times.length - 1
    return at < 0 || stale?.[at] ? undefined : { timeMs: times[at] ?? 0, value: values[at] ?? 0 }
  },
  counter(fromMs, toMs) {
    const { times, values } = withoutStale(series.samples(fromMs, toMs))
    const count = times.length
    if (!count) return undefined
    const before = (at: number) => values[at - 1] ?? 0
    const dropped = values.reduce((sum, value, at) => (at > 0 && value < before(at) ? sum + before(at) : sum), 0)
    const [firstMs = 0, first = 0, lastMs = 0, last = 0] = [times[0], values[0], times[count - 1], values[count - 1]]
    return { count, firstMs, first, lastMs, last, dropped }
  },
})

function withShortcuts(storage: Storage): Storage {
  return { select: (...asked) => storage.select(...asked).map(shortened) }
}

test("shortcuts and samples agree", () => {
  const plain = memoryStorage([counter("a", 3), counter("b", 11)])
  const quick = withShortcuts(plain)
  const asked = { startMs: START_MS - 60_000, endMs: START_MS + 210 * SCRAPE_MS, stepMs: 7000 }
  const queries = [
    "requests_total",
    "timestamp(requests_total)",
    "requests_total offset 2m",
    "requests_total @ end() offset 10m",
    "rate(requests_total[1m])",
    "increase(requests_total[20s])",
    "rate(requests_total[10m] offset 5m)",
    "sum(rate(requests_total[5m] @ 1795211000))",
    "max_over_time(rate(requests_total[1m])[10m:30s])",
  ]
  for (const query of queries) {
    const [slow, fast] = [plain, quick].map((storage) => queryRange(storage, { ...asked, query }).value)
    assert.deepEqual(fast, slow, query)
    assert.ok(slow?.length, query)
  }
})
