import assert from "node:assert/strict"
import { test } from "node:test"
import { gzipSync } from "node:zlib"
import { fails, listen, raw, rejectsWithin, upstream } from "./testing.ts"

test("headers that never come end at the deadline", async () => {
  const url = await raw(() => {})
  await rejectsWithin(1000, upstream({ url, timeoutMs: 200 }).request("/"), "upstream_timeout", "upstreamSlow")
})

test("a header that never ends, byte by byte, ends at the deadline", async () => {
  const url = await raw((socket) => {
    socket.write("HTTP/1.1 200 OK\r\nX-A: ")
    const timer = setInterval(() => socket.write("a"), 20)
    socket.on("close", () => clearInterval(timer))
  })
  await rejectsWithin(1000, upstream({ url, timeoutMs: 200 }).request("/"), "upstream_timeout", "upstreamSlow")
})

test("a body that falls silent ends at the idle limit", async () => {
  const url = await listen((_, response) => response.write("{"))
  await rejectsWithin(1000, upstream({ url, timeoutMs: 5000 }, { idleMs: 200 }).request("/"), "upstream_timeout", "upstreamIdle")
})

test("a body of a few bytes a second ends at the total deadline", async () => {
  const url = await listen((_, response) => {
    const timer = setInterval(() => response.write("x"), 30)
    response.on("close", () => clearInterval(timer))
  })
  await rejectsWithin(1500, upstream({ url, timeoutMs: 400 }, { idleMs: 200 }).request("/"), "upstream_timeout", "upstreamSlow")
})

test("a body without end is cut off at the cap", async () => {
  const url = await listen((_, response) => {
    const send = (): void => {
      while (!response.destroyed && response.write("x".repeat(65_536)));
    }
    response.on("drain", send)
    send()
  })
  await assert.rejects(upstream({ url }).request("/", { maxBytes: 2 ** 20 }), fails("too_large", "upstreamTooLarge"))
})

test("200 kB of gzip that become 200 MB are cut off at the cap, with flat memory", async () => {
  const bomb = gzipSync(Buffer.alloc(200 * 2 ** 20), { level: 9 })
  const url = await listen((_, response) => response.setHeader("content-encoding", "gzip").end(bomb))
  const before = process.memoryUsage().rss
  await assert.rejects(upstream({ url }).request("/", { maxBytes: 4 * 2 ** 20 }), fails("too_large", "upstreamTooLarge"))
  assert.ok(process.memoryUsage().rss - before < 80 * 2 ** 20)
})

for (const encoding of ["gzip, gzip", Array.from({ length: 100 }, () => "gzip").join(","), "compress"]) {
  test(`the encoding "${encoding.slice(0, 20)}" is refused`, async () => {
    const url = await listen((_, response) => response.setHeader("content-encoding", encoding).end(gzipSync("x")))
    await assert.rejects(upstream({ url }).request("/"), fails("upstream_error", "upstreamEncoding"))
  })
}

test("damaged gzip is told as such", async () => {
  const url = await listen((_, response) => response.setHeader("content-encoding", "gzip").end("not gzip"))
  await assert.rejects(upstream({ url }).request("/"), fails("upstream_error", "upstreamBrokenEncoding"))
})

test("100,000 headers are refused", async () => {
  const url = await raw((socket) => {
    socket.write("HTTP/1.1 200 OK\r\n")
    for (let at = 0; at < 100; at++) socket.write(`x-${at}: y\r\n`.repeat(1000))
    socket.end("content-length: 0\r\n\r\n")
  })
  await assert.rejects(upstream({ url }).request("/"), fails("upstream_error", "upstreamHeaders"))
})

test("a body shorter than promised is told as a broken connection", async () => {
  const url = await raw((socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"))
  await assert.rejects(upstream({ url }).request("/"), fails("upstream_error", "upstreamClosed"))
})

test("a server that does not speak HTTP is told as such", async () => {
  const url = await raw((socket) => socket.end("220 mail ready\r\n"))
  await assert.rejects(upstream({ url }).request("/"), fails("upstream_error", "upstreamNotHttp"))
})

test("https to a plain server is told as a failure of encryption", async () => {
  const url = await listen((_, response) => response.end())
  await assert.rejects(upstream({ url: url.replace("http:", "https:") }).request("/"), fails("upstream_error", "upstreamTls"))
})

test("the caller's abort ends the request with the caller's reason", async () => {
  let closed = false
  const url = await raw((socket) => socket.on("close", () => (closed = true)))
  const controller = new AbortController()
  const reason = new Error("gone")
  setTimeout(() => controller.abort(reason), 50)
  await assert.rejects(upstream({ url }, { signal: controller.signal }).request("/"), reason)
  await new Promise((done) => setTimeout(done, 50))
  assert.ok(closed)
})

test("proxies named in the environment are not used", async () => {
  process.env.HTTP_PROXY = "http://127.0.0.1:1"
  const url = await listen((_, response) => response.end("straight"))
  assert.equal((await upstream({ url }).request("/")).body.toString(), "straight")
  delete process.env.HTTP_PROXY
})
