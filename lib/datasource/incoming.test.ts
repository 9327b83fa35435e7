import assert from "node:assert/strict"
import { readFileSync, readdirSync } from "node:fs"
import { test } from "node:test"
import { Incoming, readIncoming } from "./incoming.ts"
import { decodeEnvelope, seriesReader, type Envelope, type Series } from "./matrix.ts"
import { bodyOf, type Recording } from "./testing.ts"

async function* inPieces(body: Buffer, cuts: number[]): AsyncGenerator<Buffer> {
  let from = 0
  for (const cut of [...cuts, body.length]) {
    yield Buffer.from(body.subarray(from, cut))
    from = cut
  }
}

const decode = (body: Buffer, cuts: number[]): Promise<Envelope<Series>> =>
  readIncoming(new Incoming(), inPieces(body, cuts), (cursor) => decodeEnvelope(cursor, seriesReader()), new AbortController().signal)

const plain = (envelope: Envelope<Series>) => ({
  ...envelope,
  items: envelope.items.map(({ labels, samples, histograms }) => ({
    labels,
    histograms,
    times: [...samples.times],
    values: [...samples.values],
  })),
})

const histogram = '{"count":"3","sum":"4.5","buckets":[[0,"-Inf","0.5","1"],[1,"0.5","+Inf","2"]]}'
const bodies: Record<string, string> = {
  everything: `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"up","a":"한 \\" \\\\"},"values":[[1700000000,"1.5"],[1700000015.25,"NaN"],[1700000030,"+Inf"],[ 1700000045 , "-Inf" ],[1700000060,"007"]]},{"metric":{},"values":[],"histograms":[[1700000000,${histogram}],[1700000015,${histogram}]]}]},"warnings":["w {[\\"]}"],"infos":["i"]}`,
  "keys in another order": ` { "data" : { "result" : [ { "values" : [ [ 1 , "1" ] , [ 2.5 , "-2e-7" ] ] , "metric" : { "a" : "b" } } ] , "stats":{"x":[1,2,{"y":null}]}, "resultType" : "matrix" } , "status" : "success" } `,
  vector: `{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":"b"},"value":[1700000000.5,"1e+06"]},{"metric":{},"histogram":[1700000000,${histogram}]}]}}`,
  scalar: '{"status":"success","data":{"resultType":"scalar","result":[1700000000,"2"]}}',
  failure: '{"status":"error","errorType":"bad_data","error":"no \\u0041"}',
  "null instead of a list": '{"status":"success","data":{"resultType":"matrix","result":null}}',
}

for (const [name, text] of Object.entries(bodies)) {
  const body = Buffer.from(text)
  test(`${name}: cut at each byte, and into single bytes, it reads as in one`, async () => {
    const expected = plain(await decode(body, []))
    for (let cut = 0; cut <= body.length; cut++) assert.deepEqual(plain(await decode(body, [cut])), expected, `cut at ${cut}`)
    assert.deepEqual(plain(await decode(body, [...body.keys()])), expected)
  })

  test(`${name}: broken off at each byte it is broken, however it came`, async () => {
    const end = body.toString().trimEnd().length
    const length = Buffer.byteLength(body.toString().slice(0, end))
    for (let to = 0; to < length; to++) {
      await assert.rejects(decode(body.subarray(0, to), [Math.floor(to / 2)]), /JSON breaks/, `ends at ${to}`)
    }
    await assert.rejects(decode(Buffer.concat([body, Buffer.from("x")]), [length]), /JSON breaks/)
  })
}

test("real answers read the same in small pieces", async () => {
  const folder = new URL("kinds/prometheus/wire/", import.meta.url)
  for (const file of readdirSync(folder).filter((name) =>
    /^(native_histogram|query_(range|matrix|vector|nan|scalar|info|warn))/.test(name),
  )) {
    const recording = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Recording
    const body = Buffer.from(JSON.stringify(bodyOf(recording)))
    const cuts = Array.from({ length: Math.floor(body.length / 97) }, (_, at) => at * 97)
    assert.deepEqual(plain(await decode(body, cuts)), plain(await decode(body, [])), file)
  }
})

test("a value longer than any window is read without being read over and over", async () => {
  const body = Buffer.from(`{"status":"success","data":{"resultType":"${"x".repeat(8 * 2 ** 20)}","result":[]}}`)
  const cuts = Array.from({ length: Math.floor(body.length / 1024) }, (_, at) => at * 1024)
  const before = process.threadCpuUsage().user
  assert.equal((await decode(body, cuts)).resultType.length, 8 * 2 ** 20)
  // A thousand times as much when each piece began anew.
  assert.ok(process.threadCpuUsage().user - before < 3_000_000)
})

test("what comes stops being read when the reader fails", async () => {
  let isOver = false
  async function* endless(): AsyncGenerator<Buffer> {
    try {
      yield Buffer.from('{"status":"success"')
      for (;;) yield Buffer.from(" ".repeat(1000))
    } finally {
      isOver = true
    }
  }
  const stop = new AbortController()
  const work = readIncoming(new Incoming(), endless(), (cursor) => decodeEnvelope(cursor, seriesReader()), stop.signal)
  setImmediate(() => stop.abort(new Error("gone")))
  await assert.rejects(work, /gone/)
  assert.equal(isOver, true)
})
