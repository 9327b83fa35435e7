import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { setTimeout as delay } from "node:timers/promises"
import type { ShareGrant, Viewer } from "#lib/access/viewer.ts"
import { prisma } from "#lib/db/prisma.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { PanelsQuery } from "#lib/query/schema.ts"
import { streamAnswer } from "#lib/query/stream.ts"
import { panelLines, type PanelsPlan, planPanels } from "./query-panel.ts"
import { DashboardInput } from "./schema.ts"
import { createDashboard } from "./store.ts"
import { standInSource } from "./testing.ts"
import { variableOptions } from "./variable-options.ts"

const { source, url } = await standInSource()

process.env.BONGSU_SECRET_KEY ??= Buffer.alloc(32, 7).toString("base64")
await withDatabase()
for (const id of ["prom", "other"]) await prisma.datasource.create({ data: { id, name: id, kind: "prometheus", settings: { url } } })

const editor: Viewer = { kind: "user", id: "e", name: "Mina", email: "m@example.org", role: "editor" }
const reader: Viewer = { ...editor, id: "v", role: "viewer" }
const panel = (id: string, expr: string, more: Record<string, unknown> = {}) => ({
  id,
  kind: "timeseries",
  grid: { x: 0, y: 0, w: 12, h: 8 },
  datasourceId: "prom",
  queries: [{ ref: "A", expr }],
  ...more,
})
const selector = 'up{job=~"$job", env="$env"}'
await createDashboard(
  editor,
  DashboardInput.parse({
    id: "shop",
    title: "Shop",
    variables: [
      {
        kind: "query",
        name: "job",
        datasourceId: "prom",
        query: "label_values(up, job)",
        multi: true,
        includeAll: true,
        current: "$__all",
      },
      { kind: "custom", name: "env", options: [{ value: "prod" }, { value: "dev" }] },
      { kind: "text", name: "free" },
    ],
    panels: [
      panel("a", selector),
      panel("same", selector),
      panel("free", 'up{x="$free"}'),
      panel("hung", "hang", { datasourceId: "other" }),
      panel("text", "", { kind: "text", queries: [] }),
    ],
  }),
)

type Line = {
  panelId: string
  frames?: { fields: { values: unknown[] }[]; name?: string; notices: string[] }[]
  error?: { code: string; message: string }
  meta?: object
}

const planOf = (viewer: Viewer, more: Partial<PanelsQuery> = {}) => {
  const body = PanelsQuery.parse({ dashboardId: "shop", range: { from: "now-1h", to: "now" }, panels: ["a"], ...more })
  return planPanels({ viewer, language: "en", requestId: "r" }, body)
}

async function linesOf(plan: PanelsPlan, signal = new AbortController().signal): Promise<Record<string, Line>> {
  let text = ""
  for await (const line of panelLines(plan, signal))
    for (const piece of line) text += typeof piece === "string" ? piece : Buffer.from(piece).toString()
  const lines = text.split("\n").filter(Boolean)
  return Object.fromEntries(lines.map((line) => JSON.parse(line) as Line).map((line) => [line.panelId, line]))
}

const ask = async (viewer: Viewer, more?: Partial<PanelsQuery>) => linesOf(await planOf(viewer, more))

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds() && tries < 500; tries += 1) await delay(5)
  assert.ok(holds(), holds.toString())
}

beforeEach(() => Object.assign(source, { reads: [], aborted: 0, most: 0, answer: "fast" }))

test("panels are read once where they are the same, variables are filled in", async () => {
  const lines = await ask(reader, { panels: ["a", "same", "text"] })
  assert.equal(source.reads.length, 1)
  assert.equal(source.reads[0]?.get("query"), 'up{job=~"(api|web)", env="prod"}')
  assert.deepEqual(lines.a?.frames?.[0]?.fields[1]?.values, [1, "NaN"])
  assert.deepEqual(lines.text?.frames, [])
  assert.equal(lines.same?.error, undefined)
})

test("a reader's value is one literal, whatever it is", async () => {
  await ask(reader, { panels: ["free"], variables: { free: 'x"} or {job=~".+' } })
  assert.equal(source.reads[0]?.get("query"), String.raw`up{x="x\"} or {job=~\".+"}`)
})

test("what may not be asked is refused before the source hears of it", async () => {
  const refused: [Partial<PanelsQuery>, string][] = [
    [{ variables: { env: 'x"} or {job=~".+' } }, "variableChoice"],
    [{ range: { from: "now", to: "now-1h" } }, "rangeReversed"],
    [{ range: { from: 0, to: 1 } }, "timeOutside"],
    [{ dashboardId: "nowhere" }, "dashboardNotFound"],
  ]
  for (const [more, key] of refused) await assert.rejects(ask(reader, more), { key }, key)
  for (const extra of ["query", "expr", "rawSql", "datasourceId"]) {
    assert.ok(!PanelsQuery.safeParse({ dashboardId: "shop", range: { from: "now-1h", to: "now" }, [extra]: "up" }).success)
  }
  await assert.rejects(ask({ kind: "anonymous" }), { code: "unauthenticated" })
  assert.equal(source.reads.length, 0)
})

test("a link reads its panels with its values and nothing else", async () => {
  const grant: ShareGrant = {
    linkId: "l",
    dashboardId: "shop",
    panels: ["a"],
    time: { mode: "fixed", from: "now-1h", to: "now" },
    variables: { env: { mode: "choices", choices: ["dev"] } },
  }
  const link: Viewer = { kind: "share", grant }
  assert.deepEqual(Object.keys(await ask(link, { panels: undefined })), ["a"])
  assert.equal(source.reads[0]?.get("query"), 'up{job=~"(api|web)", env="dev"}')
  source.reads = []
  for (const more of [{ panels: ["same"] }, { panels: ["nowhere"] }, { dashboardId: "other" }])
    await assert.rejects(ask(link, more), { code: "not_found" })
  const wrong: Partial<PanelsQuery>[] = [
    { range: { from: "now-2h", to: "now" } },
    { variables: { env: "prod" } },
    { variables: { job: "api" } },
  ]
  for (const more of wrong) await assert.rejects(ask(link, more), { code: "bad_request" })
  assert.equal(source.reads.length, 0)
})

test("the source's own words stay with those who may explore", async () => {
  source.answer = "html"
  const line = (await ask(reader)).a
  assert.equal(line?.error?.code, "upstream_error")
  assert.ok(!JSON.stringify(line).includes("canary") && !JSON.stringify(line).includes("127.0.0.1"), JSON.stringify(line))
})

test("a hung source delays only its own panels; leaving aborts it", async () => {
  const plan = await planOf(reader, { panels: ["hung", "a"] })
  const answer = streamAnswer(new Request("http://x/"), "application/x-ndjson", (signal) => panelLines(plan, signal))
  const stream = (answer.body as ReadableStream<Uint8Array>).getReader()
  const first = Buffer.from((await stream.read()).value as Uint8Array).toString()
  assert.equal((JSON.parse(first) as Line).panelId, "a")
  await until(() => source.reads.length === 2)
  await stream.cancel()
  await until(() => source.aborted === 1)
})

test("one reader who leaves does not end what another waits for", async () => {
  source.answer = "held"
  const range = { from: Date.now() - 3_600_000, to: Date.now() }
  const [mine, theirs] = await Promise.all([planOf(reader, { range }), planOf(editor, { range })])
  const leaving = new AbortController()
  const left = linesOf(mine, leaving.signal)
  const stayed = linesOf(theirs)
  await until(() => source.reads.length === 1)
  leaving.abort()
  assert.ok((await left).a?.error)
  source.release()
  assert.ok((await stayed).a?.frames)
  assert.deepEqual([source.reads.length, source.aborted], [1, 0])
})

test("options of a variable, and its source is asked once", async () => {
  const { signal } = new AbortController()
  const range = { from: "now-1h", to: "now" }
  const asked = source.values
  const answers = await variableOptions({ viewer: reader, language: "en", requestId: "r", signal }, "shop", { range })
  assert.deepEqual(
    answers.variables.map(({ name, options }) => [name, options.map(({ value }) => value)]),
    [
      ["job", ["api", "web"]],
      ["env", ["prod", "dev"]],
      ["free", []],
    ],
  )
  await ask(reader)
  assert.ok(source.values <= asked + 1)
  const draft = DashboardInput.parse({ title: "x", variables: [{ kind: "text", name: "t" }] }).variables
  await assert.rejects(variableOptions({ viewer: reader, language: "en", requestId: "r", signal }, "shop", { range, draft }), {
    code: "forbidden",
  })
})

test("a datasource sees six reads at once at most", async () => {
  await until(() => source.running === 0)
  source.answer = "slow"
  const panels = Array.from({ length: 20 }, (_, index) => panel(`p${index}`, `up{n="${index}"}`))
  await createDashboard(editor, DashboardInput.parse({ id: "many", title: "Many", panels }))
  const lines = await ask(reader, { dashboardId: "many", panels: undefined })
  assert.equal(Object.values(lines).filter((line) => line.frames).length, 20)
  assert.deepEqual([source.reads.length, source.most], [20, 6])
})
