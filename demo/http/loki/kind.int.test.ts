// The application's own Loki datasource reads the demo over a socket.
import assert from "node:assert/strict"
import { test, type TestContext } from "node:test"
import { madeStore, madeTemplate, rhythmicTemplate } from "#demo/logql/testing.ts"
import { loki } from "#lib/datasource/kinds/loki/index.ts"
import type { LokiQuery } from "#lib/datasource/kinds/loki/schema.ts"
import { failure, testContext } from "#lib/datasource/testing.ts"
import { fieldOf } from "#lib/frame/frame.ts"
import { serve } from "../api.ts"
import { lokiApi } from "../loki.ts"
import { serveTail } from "./tail.ts"

const START_MS = Date.UTC(2026, 10, 20, 12)
const range = { fromMs: START_MS, toMs: START_MS + 600_000 }

const store = madeStore([
  {
    labels: { app: "shop", service_name: "shop" },
    templates: [
      rhythmicTemplate("served", 10_000, (index) => `{"status":${index % 2 ? 200 : 500},"n":${index % 60}}`),
      madeTemplate("stack", [
        { at: START_MS + 5000, line: "<b>boom</b>", metadata: { detected_level: "error", trace_id: "a".repeat(32) } },
      ]),
    ],
  },
])

async function connected(t: TestContext) {
  let nowMs = START_MS + 600_000
  const { server, url } = await serve(lokiApi(store), { port: 0, now: () => nowMs })
  serveTail(server, { store, now: () => nowMs })
  t.after(() => server.close())
  const settings = { url }
  const context = testContext(settings, { range, stepMs: 60_000 })
  return {
    settings,
    context,
    later: (ms: number) => (nowMs += ms),
    run: (expr: string, more: Partial<LokiQuery> = {}) => loki.run(settings, { expr, ...more }, context),
  }
}

test("it connects and tells its version", async (t) => {
  const { settings, context } = await connected(t)
  assert.deepEqual(await loki.test(settings, context), { ok: true, message: "", version: "3.7.6" })
})

test("lines come with their labels, level and trace", async (t) => {
  const { run } = await connected(t)
  const [frame] = await run('{app="shop"} |= `boom`')
  assert.deepEqual(fieldOf(frame!, "line", "text")!.values, ["<b>boom</b>"])
  assert.deepEqual(fieldOf(frame!, "level", "text")!.values, ["error"])
  assert.deepEqual(fieldOf(frame!, "traceId", "text")!.values, ["a".repeat(32)])
  const [parsed] = await run('{app="shop"} | json | status >= 500', { limit: 7 })
  assert.equal(parsed!.fields[0]!.values.length, 7)
  assert.deepEqual((fieldOf(parsed!, "labels", "json")!.values[0] as { parsed: object }).parsed, { n: "58", status: "500" })
})

test("numbers come as series, at steps and at an instant", async (t) => {
  const { run } = await connected(t)
  const frames = await run('sum by (status) (count_over_time({app="shop"} | json | __error__="" [1m]))')
  assert.deepEqual(
    frames.map(({ labels, fields }) => [labels["status"], fields[1]!.values[1]]),
    [
      ["200", 3],
      ["500", 3],
    ],
  )
  const [instant] = await run('sum(rate({app="shop"}[1m]))', { mode: "instant" })
  assert.equal(instant!.fields[1]!.values[0], 0.1)
})

test("what is typed is completed; what is wrong is told in the server's words", async (t) => {
  const { settings, context, run } = await connected(t)
  const complete = (request: object) => loki.complete(settings, { prefix: "", limit: 10, range, ...request } as never, context)
  assert.deepEqual(await complete({ what: "labels" }), [{ value: "app" }, { value: "service_name" }])
  assert.deepEqual(await complete({ what: "values", name: "app" }), [{ value: "shop" }])
  assert.deepEqual(await complete({ what: "fields", match: '{app="shop"} |= `status`' }), [
    { value: "status", detail: "int" },
    { value: "n", detail: "int" },
  ])
  const wrong = await failure(run('sum(rate({app="shop"}[1m])'))
  assert.match(JSON.stringify(wrong.params), /parse error at line 1, col 27: syntax error: unexpected \$end/)
})

test("a tail brings what was and what comes", async (t) => {
  const { settings, context, later } = await connected(t)
  const counts: number[] = []
  for await (const frame of loki.tail!(settings, { expr: '{app="shop"}', limit: 5 }, context)) {
    counts.push(frame.fields[0]!.values.length)
    if (counts.length === 2) break
    later(30_000)
  }
  assert.deepEqual(counts, [5, 3])
})
