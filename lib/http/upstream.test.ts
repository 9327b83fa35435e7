import assert from "node:assert/strict"
import { createServer, type RequestListener, type Server } from "node:http"
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net"
import { after, test } from "node:test"
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib"
import { AppError } from "./errors.ts"
import { createUpstream, type UpstreamOptions, type UpstreamSettings } from "./upstream.ts"

const open: { close(): unknown }[] = []
after(() => {
  for (const server of open) server.close()
})

async function listen(handler: RequestListener): Promise<string> {
  const server: Server = createServer(handler)
  open.push({ close: () => (server.closeAllConnections(), server.close()) })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A server that speaks bytes. */
async function raw(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on("error", () => {})
    onSocket(socket)
  })
  open.push({ close: () => (sockets.forEach((socket) => socket.destroy()), server.close()) })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const upstream = (settings: UpstreamSettings, options: Partial<UpstreamOptions> = {}) =>
  createUpstream(settings, { signal: new AbortController().signal, ...options })
const fails = (code: string, key: string) => (error: unknown) => {
  assert.ok(error instanceof AppError, String(error))
  assert.deepEqual([error.code, error.key], [code, key])
  return true
}
/** Rejects as said, and not later than `ms`. */
async function rejectsWithin(ms: number, run: Promise<unknown>, code: string, key: string) {
  const startedAt = performance.now()
  await assert.rejects(run, fails(code, key))
  assert.ok(performance.now() - startedAt < ms, `took ${Math.round(performance.now() - startedAt)} ms`)
}

test("parameters of a POST are a form, credentials go along", async () => {
  const seen: unknown[] = []
  const url = await listen((request, response) => {
    let body = ""
    request.on("data", (chunk) => (body += chunk)).on("end", () => {
      seen.push(request.method, request.url, body, request.headers.authorization, request.headers["x-scope-orgid"], request.headers["x-team"])
      response.setHeader("content-type", "application/json").end("{}")
    })
  })
  const settings = { url: `${url}/prefix/`, tenantId: "team-1", basicAuth: { user: "me", password: "pw" }, headers: { "X-Team": "a" } }
  const answer = await upstream(settings).request("/api/v1/query", { method: "POST", params: { query: "up" } })
  assert.deepEqual([answer.status, answer.contentType, answer.body.toString()], [200, "application/json", "{}"])
  assert.deepEqual(seen, ["POST", "/prefix/api/v1/query", "query=up", "Basic bWU6cHc=", "team-1", "a"])
})

for (const [name, encode] of Object.entries({ gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync, zstd: zstdCompressSync })) {
  test(`an answer in ${name} is decoded`, async () => {
    const url = await listen((_, response) => response.setHeader("content-encoding", name).end(encode("x".repeat(100_000))))
    const { body } = await upstream({ url }).request("/")
    assert.equal(body.toString(), "x".repeat(100_000))
  })
}

for (const path of ["//evil.example/api", "http://evil.example/", "/\\evil.example", "/a/../../admin", "/a/%2e%2e/b", "api", "/a?b=c", "/a#b", ""]) {
  test(`the path "${path}" is refused before anything is sent`, async () => {
    await assert.rejects(upstream({ url: "http://127.0.0.1:1/x" }).request(path), fails("bad_request", "upstreamPath"))
  })
}

for (const tenantId of ["a|b", "a, b", ".", "..", "a b", "", "테넌트", "a".repeat(151), "a\r\nx: y"]) {
  test(`the tenant id ${JSON.stringify(tenantId).slice(0, 20)} is refused`, async () => {
    await assert.rejects(upstream({ url: "http://127.0.0.1:1", tenantId }).request("/"), fails("bad_request", "tenantId"))
  })
}

for (const [name, value, key] of [
  ["X-Scope-OrgID", "a|b", "headerName"],
  ["Host", "evil", "headerName"],
  ["Transfer-Encoding", "chunked", "headerName"],
  ["bad name", "x", "headerName"],
  ["X-A", "a\r\nX-B: c", "headerValue"],
  ["X-A", "a\0b", "headerValue"],
] as const) {
  test(`the header ${name}: ${JSON.stringify(value)} is refused`, async () => {
    await assert.rejects(upstream({ url: "http://127.0.0.1:1", headers: { [name]: value } }).request("/"), fails("bad_request", key))
  })
}

test("nobody listening is told as such", async () => {
  const url = await listen(() => {})
  open.at(-1)?.close()
  await assert.rejects(upstream({ url }).request("/"), fails("upstream_error", "upstreamRefused"))
})

test("a name that does not exist is told as such", async () => {
  const lookUp: UpstreamOptions["lookUp"] = (_, __, done) => done(Object.assign(new Error("x"), { code: "ENOTFOUND" }), [])
  await assert.rejects(upstream({ url: "http://nowhere.example" }, { lookUp }).request("/"), fails("upstream_error", "upstreamNameUnknown"))
})

test("a name that resolves to a forbidden address is refused", async () => {
  const lookUp: UpstreamOptions["lookUp"] = (_, __, done) => done(null, [{ address: "169.254.169.254", family: 4 }])
  await assert.rejects(upstream({ url: "http://rebound.example" }, { lookUp }).request("/"), fails("bad_request", "targetNever"))
})

test("the address that was checked is the one connected to, whatever the next look-up would say", async () => {
  const url = await listen((_, response) => response.end("ours"))
  let asked = 0
  const lookUp: UpstreamOptions["lookUp"] = (_, __, done) => done(null, [{ address: asked++ === 0 ? "127.0.0.1" : "169.254.169.254", family: 4 }])
  const { body } = await upstream({ url: url.replace("127.0.0.1", "rebinding.example") }, { lookUp }).request("/")
  assert.equal(body.toString(), "ours")
  assert.equal(asked, 1)
})

test("a chat may not call a private name", async () => {
  const lookUp: UpstreamOptions["lookUp"] = (_, __, done) => done(null, [{ address: "10.0.0.1", family: 4 }])
  await assert.rejects(upstream({ url: "http://inside.example" }, { lookUp, policy: "chat" }).request("/"), fails("bad_request", "targetPrivate"))
})

test("a redirect to the metadata address is not followed", async () => {
  const url = await listen((_, response) => response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" }).end())
  await assert.rejects(upstream({ url }).request("/"), fails("upstream_error", "redirectRefused"))
})

test("redirects end after three", async () => {
  const url = await listen((request, response) => response.writeHead(302, { location: `${request.url}x` }).end())
  await assert.rejects(upstream({ url }).request("/"), fails("upstream_error", "tooManyRedirects"))
})

test("another origin gets no credentials, the same origin keeps them", async () => {
  const seen: Record<string, unknown>[] = []
  const other = await listen((request, response) => (seen.push(request.headers), response.end("other")))
  const url = await listen((request, response) => {
    if (request.url === "/start") return response.writeHead(307, { location: "/next" }).end()
    seen.push(request.headers)
    return response.writeHead(307, { location: `${other}/end` }).end()
  })
  await upstream({ url, bearerToken: "t0p", tenantId: "a", headers: { Cookie: "s=1", "X-Key": "k" } }).request("/start")
  const [same, foreign] = seen
  assert.deepEqual([same?.authorization, same?.["x-scope-orgid"], same?.cookie, same?.["x-key"]], ["Bearer t0p", "a", "s=1", "k"])
  assert.deepEqual([foreign?.authorization, foreign?.["x-scope-orgid"], foreign?.cookie, foreign?.["x-key"]], [undefined, undefined, undefined, undefined])
})

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
