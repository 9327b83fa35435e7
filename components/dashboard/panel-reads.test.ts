import assert from "node:assert/strict"
import test from "node:test"
import type { Frame } from "#lib/frame/frame.ts"
import type { AnsweredPanel, PanelLine } from "#lib/query/schema.ts"
import { PanelReads, type ReadPanels } from "./panel-reads.ts"

const soon = () => new Promise((done) => setTimeout(done, 25))
const meta = { queriedMs: 1, cached: false, stepMs: 1000 }
const answer = (panelId: string): AnsweredPanel => ({ panelId, frames: [], notices: [], meta })
const range = (nowMs: number) => ({ fromMs: nowMs - 1, toMs: nowMs })

function source() {
  const calls: { ids: string[]; signal: AbortSignal; line: (line: PanelLine) => void; end: (error?: Error) => void }[] = []
  const read: ReadPanels = (panels, _, signal, line) =>
    new Promise((done, fail) =>
      calls.push({ ids: panels.map((panel) => panel.id), signal, line, end: (error) => (error ? fail(error) : done()) }),
    )
  return { calls, read }
}

async function begun() {
  const { calls, read } = source()
  const reads = new PanelReads(() => 1000)
  reads.configure(read, range)
  reads.see("a", 400)
  reads.see("b", 400)
  await soon()
  const [first] = calls
  assert.ok(first)
  return { calls, read, reads, first }
}

test("panels in view share one request, and each line draws its panel only", async () => {
  const { calls, reads, first } = await begun()
  assert.deepEqual(
    calls.map((call) => call.ids),
    [["a", "b"]],
  )
  let drawn = 0
  reads.subscribe("b", () => drawn++)
  first.line(answer("a"))
  assert.equal(reads.state("a").busy, false)
  assert.equal(reads.state("b").busy, true)
  assert.equal(drawn, 0)
})

test("first rows are shown while the rest is on its way; a whole answer is not taken back for them", async () => {
  const { calls, reads, first } = await begun()
  const [some, all, newer] = ["some", "all", "newer"].map((name): Frame => ({ shape: "logs", name, labels: {}, fields: [], notices: [] }))
  const shown = () => ({ name: reads.state("a").frames?.[0]?.name, busy: reads.state("a").busy, more: reads.state("a").more })
  first.line({ ...answer("a"), more: true, frames: [some!] })
  assert.deepEqual(shown(), { name: "some", busy: true, more: true })
  first.line({ ...answer("a"), frames: [all!] })
  assert.deepEqual(shown(), { name: "all", busy: false, more: undefined })
  first.line(answer("b"))
  first.end()
  reads.refresh()
  await soon()
  calls[1]!.line({ ...answer("a"), more: true, frames: [some!] })
  assert.deepEqual(shown(), { name: "all", busy: true, more: undefined })
  calls[1]!.line({ ...answer("a"), frames: [newer!] })
  assert.deepEqual(shown(), { name: "newer", busy: false, more: undefined })
})

test("first rows stay when the rest never comes, and the panel says so", async () => {
  const { reads, first } = await begun()
  first.line({ ...answer("a"), more: true })
  first.end(new Error("cut"))
  await soon()
  assert.equal(reads.state("a").busy, false)
  assert.ok(reads.state("a").frames)
  assert.match(String(reads.state("a").error), /cut/)
})

test("a panel that comes into view later is read then, once", async () => {
  const { calls, reads } = await begun()
  reads.see("c", 300)
  await soon()
  reads.see("c", undefined)
  reads.see("c", 300)
  await soon()
  assert.deepEqual(
    calls.map((call) => call.ids),
    [["a", "b"], ["c"]],
  )
})

test("a refresh does not pile up on a read under way", async () => {
  const { calls, reads, first } = await begun()
  first.line(answer("a"))
  reads.refresh()
  reads.refresh()
  await soon()
  assert.deepEqual(
    calls.map((call) => call.ids),
    [["a", "b"], ["a"]],
  )
})

test("another range aborts what is under way, and late lines are ignored", async () => {
  const { calls, read, reads, first } = await begun()
  reads.configure(read, range)
  assert.equal(first.signal.aborted, true)
  first.line({ panelId: "a", error: { code: "internal", message: "late", requestId: "" } })
  first.end()
  await soon()
  assert.equal(calls.length, 2)
  assert.equal(reads.state("a").error, undefined)
})

test("a failed request fails its panels and keeps what they showed", async () => {
  const { calls, reads, first } = await begun()
  first.line(answer("a"))
  first.line(answer("b"))
  first.end()
  await soon()
  reads.refresh()
  await soon()
  calls[1]?.end(new Error("down"))
  await soon()
  assert.match(String(reads.state("a").error), /down/)
  assert.deepEqual(reads.state("a").frames, [])
  assert.equal(reads.busy, false)
})

test("one panel's own change leaves the others' reads alone", async () => {
  const { calls, read, reads, first } = await begun()
  first.line(answer("b"))
  reads.configure(read, range, ["b"])
  await soon()
  assert.equal(first.signal.aborted, false)
  assert.deepEqual(
    calls.map((call) => call.ids),
    [["a", "b"], ["b"]],
  )
})
