// The application's own Tempo datasource reads the demo over a socket.
import assert from "node:assert/strict"
import { test, type TestContext } from "node:test"
import { ID, SMALL_WORLD, START_MS, storeOf } from "#demo/traceql/testing.ts"
import { tempo } from "#lib/datasource/kinds/tempo/index.ts"
import type { TempoQuery } from "#lib/datasource/kinds/tempo/schema.ts"
import { failure, testContext } from "#lib/datasource/testing.ts"
import { fieldOf } from "#lib/frame/frame.ts"
import { serve } from "../api.ts"
import { tempoApi } from "../tempo.ts"
import { TEMPO_LIMITS } from "./params.ts"

const range = { fromMs: START_MS - 60_000, toMs: START_MS + 240_000 }

async function connected(t: TestContext, limits = TEMPO_LIMITS) {
  const { server, url } = await serve(tempoApi(storeOf(SMALL_WORLD), limits), { port: 0, now: () => START_MS + 600_000 })
  t.after(() => server.close())
  const settings = { url }
  const context = testContext(settings, { range, stepMs: 60_000 })
  return { settings, context, run: (query: TempoQuery) => tempo.run(settings, query, context) }
}

test("it connects and tells the version whose features it has", async (t) => {
  const { settings, context } = await connected(t)
  assert.deepEqual(await tempo.test(settings, context), { ok: true, message: "", version: "3.0.3" })
})

test("a search is a table, newest first, and leads to the trace", async (t) => {
  const { run } = await connected(t)
  const [found] = await run({ traceql: "{ }" })
  assert.deepEqual(fieldOf(found!, "traceId", "text")!.values, [ID.push, ID.list, ID.pay])
  assert.deepEqual(fieldOf(found!, "errorCount", "number")!.values, [0, 0, 3])
  const [trace] = await run({ traceId: "abc" })
  assert.deepEqual(fieldOf(trace!, "name", "text")!.values.toSorted(), [
    "POST",
    "POST /api/payments",
    "POST /payments",
    "SELECT orders",
    "UPDATE orders",
  ])
  assert.equal((await failure(run({ traceId: "dddd" }))).key, "traceMissing")
})

test("metrics are series by label; an estimate has a notice", async (t) => {
  const { run } = await connected(t)
  const frames = await run({ traceql: "{ kind = server } | count_over_time() by (resource.service.name) with (exemplars=false)" })
  assert.deepEqual(
    frames.map(({ labels, fields }) => [labels["resource.service.name"], Array.from(fields[1]!.values as ArrayLike<number>).join(" ")]),
    [
      ["gateway", "0 1 1 0 0 0"],
      ["listing-search", "0 0 0 1 0 0"],
      ["payment", "0 0 1 0 0 0"],
    ],
  )
  const { run: poor } = await connected(t, { ...TEMPO_LIMITS, metricsBudget: 1 })
  const [estimated] = await poor({ traceql: "{ } | avg_over_time(duration)" })
  assert.deepEqual(estimated!.notices, ["Estimated from an even sample of 3 of 3 traces"])
})

test("what is typed is completed; what is wrong is told in the server's words", async (t) => {
  const { settings, context, run } = await connected(t)
  const values = await tempo.complete(settings, { what: "tagValues", name: "span.결제.수단", limit: 10 } as never, context)
  assert.deepEqual(
    values.map(({ value }) => value),
    ["카드"],
  )
  assert.deepEqual(await tempo.variableValues!(settings, "label_values(resource.service.name)", context), [
    "notification",
    "gateway",
    "listing-search",
    "payment",
  ])
  assert.equal(
    (await failure(run({ traceql: "{ .a = } | rate()" }))).params.text,
    "parse error at line 1, col 8: syntax error: unexpected }",
  )
})
