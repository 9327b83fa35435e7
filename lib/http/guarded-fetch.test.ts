import assert from "node:assert/strict"
import { test } from "node:test"
import { gzipSync } from "node:zlib"
import { forgetEnv } from "#lib/env.ts"
import { guardedFetch } from "./guarded-fetch.ts"
import { closedPort, fails, listen, raw } from "./testing.ts"

const allow = (list: string) => {
  process.env.BONGSU_ALLOWED_PRIVATE_CIDRS = list
  forgetEnv()
}

test("a chat on loopback or in a private net is refused unless the operator lists it", async () => {
  allow("")
  const url = await listen((_, response) => response.end("in"))
  await assert.rejects(guardedFetch("chat")(url), fails("bad_request", "targetPrivate"))
  await assert.rejects(guardedFetch("chat")(url.replace("127.0.0.1", "localhost")), fails("bad_request", "targetPrivate"))
  allow("127.0.0.1")
  assert.equal(await (await guardedFetch("chat")(url)).text(), "in")
})

test("method, headers and body arrive; status, headers and JSON come back", async () => {
  allow("127.0.0.0/8")
  const url = await listen((request, response) => {
    let body = ""
    request
      .on("data", (chunk) => (body += chunk))
      .on("end", () => {
        response.writeHead(429, { "retry-after": "3", "content-type": "application/json", "content-encoding": "gzip" })
        response.end(gzipSync(JSON.stringify({ method: request.method, type: request.headers["content-type"], body })))
      })
  })
  const answer = await guardedFetch("chat")(url, { method: "POST", body: '{"a":1}', headers: { "content-type": "application/json" } })
  assert.deepEqual([answer.status, answer.headers.get("retry-after")], [429, "3"])
  assert.deepEqual(await answer.json(), { method: "POST", type: "application/json", body: '{"a":1}' })
})

test("a redirect is handed back, not followed", async () => {
  allow("127.0.0.0/8")
  const url = await listen((_, response) => response.writeHead(302, { location: "http://169.254.169.254/" }).end())
  assert.equal((await guardedFetch("chat")(url)).status, 302)
})

test("silence ends at the deadline, an endless answer at the cap, a closed port at once", async () => {
  allow("127.0.0.0/8")
  await assert.rejects(guardedFetch("chat", { totalMs: 100 })(await raw(() => {})), fails("upstream_timeout", "upstreamSlow"))
  const bomb = await listen((_, response) => response.setHeader("content-encoding", "gzip").end(gzipSync(Buffer.alloc(2 ** 22))))
  await assert.rejects(guardedFetch("chat", { maxBytes: 2 ** 20 })(bomb), fails("too_large", "upstreamTooLarge"))
  await assert.rejects(guardedFetch("chat")(await closedPort()), fails("upstream_error", "upstreamRefused"))
})

test("the caller's abort is the caller's reason", async () => {
  allow("127.0.0.0/8")
  const reason = new Error("gone")
  const controller = new AbortController()
  setTimeout(() => controller.abort(reason), 30)
  await assert.rejects(guardedFetch("chat")(await raw(() => {}), { signal: controller.signal }), reason)
})
