import assert from "node:assert/strict"
import { test } from "node:test"
import { PbfWriter } from "pbf"
import { longestBlock, standIn, testContext } from "#lib/datasource/testing.ts"
import { fieldOf, rowCount } from "#lib/frame/frame.ts"
import { tempo } from "./index.ts"

const id = (at: number) => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setUint32(4, at + 1)
  return bytes
}
const time = (writer: PbfWriter, tag: number, ns: bigint) => {
  writer.writeTag(tag, 1)
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(ns)
  for (const at of [0, 4]) writer.writeFixed32(bytes.readUInt32LE(at))
}

/** A chain of spans, each the child of the one before, as TraceByIDResponse. */
function chain(count: number): Buffer {
  const writer = new PbfWriter()
  writer.writeMessage(
    1,
    (_, trace: PbfWriter) => {
      trace.writeMessage(
        1,
        (__, resource: PbfWriter) => {
          resource.writeMessage(
            2,
            (___, scope: PbfWriter) => {
              for (let at = 0; at < count; at++) {
                scope.writeMessage(
                  2,
                  (____, span: PbfWriter) => {
                    span.writeBytesField(2, id(at))
                    if (at > 0) span.writeBytesField(4, id(at - 1))
                    span.writeStringField(5, `step ${at}`)
                    time(span, 7, 1_795_209_676_000_000_000n + BigInt(at) * 1000n)
                    time(span, 8, 1_795_209_676_100_000_000n)
                    for (let n = 0; n < 10; n++)
                      span.writeMessage(
                        9,
                        (_____, kv: PbfWriter) => {
                          kv.writeStringField(1, `attribute.${n}`)
                          kv.writeMessage(2, (______, value: PbfWriter) => value.writeStringField(1, `value ${at}`), null)
                        },
                        null,
                      )
                  },
                  null,
                )
              }
            },
            null,
          )
        },
        null,
      )
    },
    null,
  )
  return Buffer.from(writer.finish())
}

test("10,000 spans with ten attributes each never hold the event loop for more than 50 ms", async (t) => {
  const body = chain(10_000)
  const server = await standIn((_, response) => response.writeHead(200, { "content-type": "application/protobuf" }).end(body))
  t.after(server.close)
  const settings = { url: server.url }
  const run = () => tempo.run(settings, { traceId: "abc" }, testContext(settings))
  let [frame] = await run()
  const longest = await longestBlock(async () => void ([frame] = await run()))
  assert.equal(rowCount(frame!), 10_000)
  assert.equal(fieldOf(frame!, "name", "text")!.values[9_999], "step 9999")
  assert.ok(longest <= 50, `${Math.round(longest)} ms`)
})
