import assert from "node:assert/strict"
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { buffer } from "node:stream/consumers"
import { after, test } from "node:test"
import { gunzipSync } from "node:zlib"
import { z } from "zod"
import { createSender, tracesTarget, waitAfter } from "./sender.ts"

const nano = z.string().regex(/^\d{19}$/)
const traceId = z.string().regex(/^[0-9a-f]{32}$/)
const spanId = z.string().regex(/^[0-9a-f]{16}$/)
const value = z.union([
  z.strictObject({ stringValue: z.string() }),
  z.strictObject({ boolValue: z.boolean() }),
  z.strictObject({ intValue: z.string().regex(/^-?\d+$/) }),
  z.strictObject({ doubleValue: z.number() }),
])
const attributes = z.array(z.strictObject({ key: z.string().min(1), value }))
const resource = z.strictObject({ attributes })
const scope = z.strictObject({ name: z.string(), version: z.string().optional() })
const span = z.strictObject({
  traceId,
  spanId,
  parentSpanId: spanId.optional(),
  name: z.string().min(1),
  kind: z.int().min(1).max(5),
  startTimeUnixNano: nano,
  endTimeUnixNano: nano,
  attributes,
  events: z.array(z.strictObject({ timeUnixNano: nano, name: z.string(), attributes })),
  links: z.array(z.strictObject({ traceId, spanId, attributes })),
  status: z.strictObject({ code: z.int().min(0).max(2), message: z.string().optional() }),
})
const record = z.strictObject({
  timeUnixNano: nano,
  observedTimeUnixNano: nano,
  severityNumber: z.int().min(1).max(24),
  severityText: z.string(),
  body: z.strictObject({ stringValue: z.string().min(1) }),
  attributes,
  traceId: traceId.optional(),
  spanId: spanId.optional(),
})
const tracesRequest = z.strictObject({
  resourceSpans: z
    .array(z.strictObject({ resource, scopeSpans: z.array(z.strictObject({ scope, spans: z.array(span).min(1) })).min(1) }))
    .min(1),
})
const logsRequest = z.strictObject({
  resourceLogs: z
    .array(z.strictObject({ resource, scopeLogs: z.array(z.strictObject({ scope, logRecords: z.array(record).min(1) })).min(1) }))
    .min(1),
})

const servers: Server[] = []
const children: ChildProcess[] = []
after(() => {
  for (const child of children) child.kill()
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
})

interface Received {
  path: string
  tenant: unknown
  body: unknown
}

/** Takes what is posted; the first answers are those given, then 200. */
async function standIn(...answers: { status: number; headers?: Record<string, string> }[]) {
  const received: Received[] = []
  const waiting: (() => void)[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const bytes = await buffer(request)
      assert.equal(request.headers["content-type"], "application/json")
      const { status, headers } = answers.shift() ?? { status: 200 }
      if (status === 200)
        received.push({ path: request.url ?? "", tenant: request.headers["x-scope-orgid"], body: JSON.parse(gunzipSync(bytes).toString()) })
      response.writeHead(status, headers).end("{}")
      for (const tell of waiting.splice(0)) tell()
    })()
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  servers.push(server)
  const until = async (count: number) => {
    while (received.length < count) await new Promise<void>((resolve) => waiting.push(resolve))
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received, until }
}

test("what is pushed is OTLP in JSON, and traces are whole", async () => {
  const [tempo, loki] = await Promise.all([standIn(), standIn()])
  const args = ["demo/push.ts", "--otlp-traces", tempo.url, "--otlp-logs", `${loki.url}/otlp`, "--tenant", "shop", "--metrics-port", "0"]
  const child = spawn(process.execPath, args, { cwd: new URL("../..", import.meta.url), stdio: ["ignore", "pipe", "inherit"] })
  children.push(child)
  const page = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`ended with ${code}`)))
    child.stdout.on("data", (bytes: Buffer) => {
      const found = /metrics: (\S+)/.exec(bytes.toString())
      if (found) resolve(found[1]!)
    })
  })
  await Promise.all([tempo.until(2), loki.until(2)])
  assert.match(await (await fetch(page)).text(), /^http_server_requests_seconds_count\{/m)

  for (const { path, tenant, body } of tempo.received) {
    assert.deepEqual([path, tenant], ["/v1/traces", "shop"])
    const spans = tracesRequest.parse(body).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
    const known = new Set(spans.map(({ traceId, spanId }) => traceId + spanId))
    for (const { traceId, parentSpanId, startTimeUnixNano, endTimeUnixNano } of spans) {
      assert.ok(parentSpanId === undefined || known.has(traceId + parentSpanId))
      assert.ok(BigInt(endTimeUnixNano) >= BigInt(startTimeUnixNano))
    }
  }
  for (const { path, body } of loki.received) {
    assert.equal(path, "/otlp/v1/logs")
    const { resourceLogs } = logsRequest.parse(body)
    assert.ok(resourceLogs.some(({ resource }) => resource.attributes.some(({ key }) => key === "service.name")))
  }
  child.kill("SIGTERM")
  await once(child, "exit")
})

test("a busy server is asked again, in order; what it refuses is given up", async () => {
  const problems: string[] = []
  const tempo = await standIn({ status: 503, headers: { "retry-after": "0" } }, { status: 400 })
  const sender = createSender(tracesTarget(`${tempo.url}/`), (problem) => problems.push(problem))
  for (const n of [1, 2, 3]) sender.add({ n })
  await sender.drained()
  assert.deepEqual(
    tempo.received.map(({ body }) => body),
    [{ n: 2 }, { n: 3 }],
  )
  assert.deepEqual([sender.sent, sender.lost], [2, 1])
  assert.match(problems[0]!, /503 .*trying again/)
  assert.match(problems[1]!, /400 .*lost/)
})

test("the wait doubles to half a minute and heeds the server", () => {
  assert.deepEqual(
    [0, 1, 2, 10].map((tries) => waitAfter(tries, null, 1)),
    [500, 1000, 2000, 30_000],
  )
  assert.equal(waitAfter(0, null, 0), 250)
  assert.equal(waitAfter(0, "7", 1), 7000)
  assert.equal(waitAfter(0, "Wed, 21 Oct 2026 07:28:00 GMT", 1), 500)
})
