import assert from "node:assert/strict"
import { test } from "node:test"
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib"
import { closedPort, fails, listen, upstream } from "./testing.ts"
import type { UpstreamOptions } from "./upstream.ts"

test("parameters of a POST are a form, credentials go along", async () => {
  const seen: unknown[] = []
  const url = await listen((request, response) => {
    let body = ""
    request
      .on("data", (chunk) => (body += chunk))
      .on("end", () => {
        seen.push(
          request.method,
          request.url,
          body,
          request.headers.authorization,
          request.headers["x-scope-orgid"],
          request.headers["x-team"],
        )
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

for (const path of [
  "//evil.example/api",
  "http://evil.example/",
  "/\\evil.example",
  "/a/../../admin",
  "/a/%2e%2e/b",
  "api",
  "/a?b=c",
  "/a#b",
  "",
]) {
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
  const url = await closedPort()
  await assert.rejects(upstream({ url }).request("/"), fails("upstream_error", "upstreamRefused"))
})

const nameUnknown: UpstreamOptions["lookUp"] = (_, __, done) => done(Object.assign(new Error("x"), { code: "ENOTFOUND" }), [])

test("a name that does not exist is told as such", async () => {
  await assert.rejects(
    upstream({ url: "http://nowhere.example" }, { lookUp: nameUnknown }).request("/"),
    fails("upstream_error", "upstreamNameUnknown"),
  )
})

const metadataAddress: UpstreamOptions["lookUp"] = (_, __, done) => done(null, [{ address: "169.254.169.254", family: 4 }])

test("a name that resolves to a forbidden address is refused", async () => {
  await assert.rejects(
    upstream({ url: "http://rebound.example" }, { lookUp: metadataAddress }).request("/"),
    fails("bad_request", "targetNever"),
  )
})

test("the address that was checked is the one connected to, whatever the next look-up would say", async () => {
  const url = await listen((_, response) => response.end("ours"))
  let asked = 0
  const lookUp: UpstreamOptions["lookUp"] = (_, __, done) =>
    done(null, [{ address: asked++ === 0 ? "127.0.0.1" : "169.254.169.254", family: 4 }])
  const { body } = await upstream({ url: url.replace("127.0.0.1", "rebinding.example") }, { lookUp }).request("/")
  assert.equal(body.toString(), "ours")
  assert.equal(asked, 1)
})

const privateAddress: UpstreamOptions["lookUp"] = (_, __, done) => done(null, [{ address: "10.0.0.1", family: 4 }])

test("a chat may not call a private name", async () => {
  await assert.rejects(
    upstream({ url: "http://inside.example" }, { lookUp: privateAddress, policy: "chat" }).request("/"),
    fails("bad_request", "targetPrivate"),
  )
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
  assert.deepEqual(
    [foreign?.authorization, foreign?.["x-scope-orgid"], foreign?.cookie, foreign?.["x-key"]],
    [undefined, undefined, undefined, undefined],
  )
})
