import assert from "node:assert/strict"
import { setTimeout as delay } from "node:timers/promises"
import { test } from "node:test"
import { gunzipSync } from "node:zlib"
import type { Frame } from "#lib/frame/frame.ts"
import type { Piece } from "#lib/frame/wire.ts"
import { eventStream } from "./event-stream.ts"
import { ShortMemory } from "./short-memory.ts"
import { encodingHeader } from "#lib/http/encoding-header.ts"
import { acceptsGzip, asCompleted, streamAnswer } from "./stream.ts"
import { encodeExplore, encodeLine, encodeTrace } from "./words.ts"

const request = (headers: Record<string, string> = {}, signal?: AbortSignal) =>
  new Request("http://x/", { headers: { [encodingHeader]: "gzip", ...headers }, signal })
const series = (values: ArrayLike<number>): Frame => ({
  shape: "series",
  labels: {},
  notices: [],
  fields: [
    { name: "time", type: "time", values: Array.from(values) },
    { name: "value", type: "number", values: Array.from(values) },
  ],
})
/** Processor time of this thread, milliseconds: a busy machine must not fail a test. */
const spent = () => process.threadCpuUsage().user / 1000

const meta = { queriedMs: 1, cached: false, stepMs: 1000 }

function textOf(pieces: Iterable<Piece>): string {
  let text = ""
  for (const piece of pieces) text += typeof piece === "string" ? piece : Buffer.from(piece).toString()
  return text
}

test("accept-encoding", () => {
  const table: [string | null, boolean][] = [
    ["gzip, deflate, br", true],
    ["*", true],
    ["gzip;q=0", false],
    ["br", false],
    [null, false],
    ["identity, gzip; q=0.5", true],
  ]
  for (const [header, accepted] of table) assert.equal(acceptsGzip(header), accepted, String(header))
})

test("lines, traces and free answers are whole JSON", () => {
  const line = textOf(encodeLine({ panelId: "p", frames: [series([1, 2])], notices: ["n"], meta }))
  assert.deepEqual(JSON.parse(line), { panelId: "p", frames: [series([1, 2])], notices: ["n"], meta })
  assert.ok(line.endsWith("\n") && !line.slice(0, -1).includes("\n"))
  assert.deepEqual(JSON.parse(textOf(encodeTrace(series([])))), { frame: series([]) })
  assert.deepEqual(JSON.parse(textOf(encodeTrace(series([1])))), { frame: series([1]) })
  assert.deepEqual(JSON.parse(textOf(encodeExplore({ frames: [], notices: [], meta }))), { frames: [], notices: [], meta })
})

test("a line leaves when it is made, also through gzip", async () => {
  for (const encoding of ["identity", "gzip"]) {
    const hold = Promise.withResolvers<void>()
    const answer = streamAnswer(request({ "accept-encoding": encoding }), "application/x-ndjson", async function* () {
      yield ["first\n"]
      await hold.promise
      yield ["second\n"]
    })
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
    const parts: Uint8Array[] = []
    const first = (await reader.read()).value as Uint8Array
    assert.ok(first.length > 0)
    parts.push(first)
    hold.resolve()
    for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value)
    const bytes = Buffer.concat(parts)
    assert.equal((encoding === "gzip" ? gunzipSync(bytes) : bytes).toString(), "first\nsecond\n")
    assert.equal(answer.headers.get(encodingHeader), encoding === "gzip" ? "gzip" : null)
  }
})

test("a reader who leaves aborts the work", async () => {
  for (const encoding of ["identity", "gzip"]) {
    let seen: AbortSignal | undefined
    const answer = streamAnswer(request({ "accept-encoding": encoding }), "text/plain", async function* (signal) {
      seen = signal
      yield ["first\n"]
      await delay(60_000, undefined, { signal }).catch(() => {})
    })
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
    await reader.read()
    await reader.cancel()
    await delay(20)
    assert.equal(seen?.aborted, true, encoding)
  }
})

test("27 MB go out without blocking others for 50 ms", async () => {
  const values = Float64Array.from({ length: 10_000 }, (_, index) => Math.sin(index) * 1e6)
  const frames = Array.from({ length: 140 }, () => series(values))
  let longest = 0
  let before = spent()
  const watch = setInterval(() => {
    const now = spent()
    longest = Math.max(longest, now - before)
    before = now
  }, 1)
  const answer = streamAnswer(request({ "accept-encoding": "gzip" }), "application/x-ndjson", async function* () {
    yield encodeLine({ panelId: "p", frames, notices: [], meta })
  })
  let bytes = 0
  for await (const part of answer.body as ReadableStream<Uint8Array>) bytes += part.length
  clearInterval(watch)
  assert.ok(bytes > 1_000_000)
  assert.ok(longest <= 50, `${longest} ms`)
})

test("results come in the order in which they are ready", async () => {
  const order: number[] = []
  for await (const ms of asCompleted([40, 1, 20].map((ms) => delay(ms, ms)))) order.push(ms)
  assert.deepEqual(order, [1, 20, 40])
  for await (const none of asCompleted([])) assert.fail(String(none))
})

test("a short memory forgets by time and by number", () => {
  const memory = new ShortMemory<number>(100, 2)
  memory.keep("a", 1, 0)
  assert.deepEqual([memory.get("a", 99), memory.get("a", 100)], [1, undefined])
  memory.keep("b", 2, 0)
  memory.keep("c", 3, 0)
  assert.deepEqual([memory.get("a", 1), memory.get("b", 1), memory.get("c", 1)], [undefined, 2, 3])
})

const ended = () => {
  const counted = {
    ends: 0,
    report: (error: unknown) => JSON.stringify({ key: (error as { key?: string }).key ?? String(error) }),
    onEnd: () => void (counted.ends += 1),
  }
  return counted
}

test("live lines: frames, heartbeats, the last error", async () => {
  const end = ended()
  const events = eventStream({
    ...end,
    signal: new AbortController().signal,
    heartbeatMs: 5,
    frames: async function* () {
      yield series([1])
      await delay(20)
      throw new Error("down")
    },
  })
  const text = await new Response(events).text()
  assert.match(
    text,
    /^: here\n\nevent: frame\ndata: \{"shape":"series".*\}\n\n(: here\n\n)+event: error\ndata: \{"key":"Error: down"\}\n\n$/,
  )
  assert.equal(end.ends, 1)
})

test("live lines: a slow reader is dropped, one who leaves ends the work", async () => {
  const slow = ended()
  const flood = eventStream({
    ...slow,
    signal: new AbortController().signal,
    mostWaitingBytes: 10_000,
    frames: async function* () {
      for (;;) yield await delay(0, series([1]))
    },
  })
  await delay(400)
  assert.equal(slow.ends, 1)
  assert.match(await new Response(flood).text(), /tailTooSlow/)
  const left = ended()
  let seen: AbortSignal | undefined
  const quiet = eventStream({
    ...left,
    signal: new AbortController().signal,
    frames: async function* (signal) {
      seen = signal
      await delay(60_000, undefined, { signal })
      yield series([])
    },
  })
  await quiet.cancel()
  await delay(5)
  assert.deepEqual([seen?.aborted, left.ends], [true, 1])
})
