// The engine against a real Prometheus that has scraped for two minutes: same samples, same questions, same answers.
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Api } from "../http/api.ts"
import { prometheusApi } from "../http/prometheus.ts"
import { difference, type Said } from "./agreement/compare.ts"
import { AGGREGATED } from "./agreement/expressions/aggregations.ts"
import { FUNCTIONS } from "./agreement/expressions/functions.ts"
import { OPERATORS } from "./agreement/expressions/operators.ts"
import { RANGES } from "./agreement/expressions/ranges.ts"
import { REFUSED, WORDED_ANEW } from "./agreement/expressions/refused.ts"
import { SELECTORS } from "./agreement/expressions/selectors.ts"
import { SHOP } from "./agreement/expressions/shop.ts"
import { memoryStorage } from "./agreement/memory-storage.ts"
import { type Real, scrapedPrometheus } from "./agreement/real.ts"

const ENOUGH = 220

let real: Real
let own: Api

before(async () => {
  real = await scrapedPrometheus()
  own = prometheusApi(memoryStorage(real.stored), { metadata: () => ({}), exemplars: () => [] })
})
after(() => real.stop())

interface Question {
  path: string
  params: Record<string, string>
}

const seconds = (ms: number) => String(ms / 1000)

function questions(query: string, endMs: number): Question[] {
  return [
    { path: "query", params: { query, time: seconds(endMs) } },
    { path: "query", params: { query, time: seconds(endMs - 47_000) } },
    { path: "query_range", params: { query, start: seconds(endMs - 70_000), end: seconds(endMs), step: "6.5" } },
  ]
}

async function answers({ path, params }: Question): Promise<{ theirs: Said; ours: Said }> {
  const search = new URLSearchParams(params)
  const response = await fetch(`${real.url}/api/v1/${path}?${search}`)
  const theirs: Said = { status: response.status, body: (await response.json()) as Said["body"] }
  const { status, body } = await own({ method: "GET", path: ["api", "v1", path], params: search, headers: {}, nowMs: real.endMs })
  return { theirs, ours: { status, body: JSON.parse(String(body)) as Said["body"] } }
}

test("every expression has the real server's answer", async (t) => {
  const all = [...SELECTORS, ...RANGES, ...AGGREGATED, ...OPERATORS, ...FUNCTIONS, ...REFUSED, ...SHOP]
  assert.equal(new Set(all).size, all.length, "an expression stands twice")
  const differing: string[] = []
  let filled = 0
  for (const query of all)
    for (const question of questions(query, real.endMs)) {
      const { theirs, ours } = await answers(question)
      const ordered = question.path === "query" && /^(sort|topk|bottomk)/.test(query)
      const found = difference(theirs, ours, { ordered, words: !WORDED_ANEW.has(query) })
      if (found) differing.push(`${question.path} ${query} @ ${question.params.time ?? ""}: ${found}`)
      else if (theirs.status === 200 && JSON.stringify(theirs.body.data?.result).length > 2) filled++
    }
  t.diagnostic(`${all.length} expressions, 3 questions each; ${filled} answers that were not empty`)
  assert.deepEqual(differing, [])
  assert.ok(all.length >= ENOUGH, `${all.length} expressions`)
})
