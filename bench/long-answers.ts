import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { PbfWriter } from "pbf"

const START_NS = 1_795_209_676_000_000_000n
const SERVICES = 12
export const traceId = "000000000000000000000000000000aa"

const spanId = (index: number): Uint8Array => {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt32BE(index + 1, 4)
  return bytes
}

function writeTime(writer: PbfWriter, tag: number, ns: bigint): void {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(ns)
  writer.writeTag(tag, 1)
  for (const at of [0, 4]) writer.writeFixed32(bytes.readUInt32LE(at))
}

const writeText = (writer: PbfWriter, tag: number, key: string, text: string) =>
  writer.writeMessage(
    tag,
    (_, pair: PbfWriter) => {
      pair.writeStringField(1, key)
      pair.writeMessage(2, (__, value: PbfWriter) => value.writeStringField(1, text), null)
    },
    null,
  )

function writeSpan(writer: PbfWriter, index: number): void {
  writer.writeBytesField(1, Buffer.from(traceId, "hex"))
  writer.writeBytesField(2, spanId(index))
  if (index > 0) writer.writeBytesField(4, spanId(Math.floor((index - 1) / 4)))
  writer.writeStringField(5, `GET /step/${index % 40}`)
  writeTime(writer, 7, START_NS + BigInt(index) * 20_000n)
  writeTime(writer, 8, START_NS + BigInt(index) * 20_000n + 5_000_000n)
  for (let attribute = 0; attribute < 8; attribute++) writeText(writer, 9, `attribute.${attribute}`, `value ${index} of ${attribute}`)
}

/** Tempo's protobuf answer: a tree of `spans` spans, four children each, of twelve services. */
function longTrace(spans: number): Buffer {
  const writer = new PbfWriter()
  const all = Array.from({ length: spans }, (_, index) => index)
  writer.writeMessage(
    1,
    (_, trace: PbfWriter) => {
      for (let service = 0; service < SERVICES; service++) {
        const own = all.filter((index) => index % SERVICES === service)
        trace.writeMessage(1, (__, resource: PbfWriter) => writeResource(resource, service, own), null)
      }
    },
    null,
  )
  return Buffer.from(writer.finish())
}

function writeResource(resource: PbfWriter, service: number, spans: number[]): void {
  resource.writeMessage(1, (_, attributes: PbfWriter) => writeText(attributes, 1, "service.name", `service-${service}`), null)
  const writeScope = (_: null, scope: PbfWriter) => {
    for (const index of spans) scope.writeMessage(2, (__, span: PbfWriter) => writeSpan(span, index), null)
  }
  resource.writeMessage(2, writeScope, null)
}

/** Loki's answer: `lines` lines of 1 kB from ten streams, the newest first. */
function longLogs(lines: number): Buffer {
  const newestNs = BigInt(Date.now()) * 1_000_000n
  const streams = Array.from({ length: 10 }, (_, stream) => ({
    stream: { namespace: "shop", service_name: `service-${stream}` },
    values: Array.from({ length: lines / 10 }, (_line, line) => {
      const index = line * 10 + stream
      const text = `level=${index % 50 === 0 ? "error" : "info"} order=${index} msg="order accepted" payload=`
      return [String(newestNs - BigInt(index) * 10_000_000n), text + "x".repeat(1_000 - text.length)]
    }),
  }))
  return Buffer.from(JSON.stringify({ status: "success", data: { resultType: "streams", result: streams } }))
}

/** One loopback server that is a Tempo with one trace and a Loki with one answer. */
export async function startLongAnswers(sizes: { spans: number; lines: number }) {
  const [trace, logs] = [longTrace(sizes.spans), longLogs(sizes.lines)]
  const server = createServer((request, response) => {
    request.resume()
    const isTrace = request.url?.includes("/traces/") === true
    response.writeHead(200, { "content-type": isTrace ? "application/protobuf" : "application/json" }).end(isTrace ? trace : logs)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}
