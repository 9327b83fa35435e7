import assert from "node:assert/strict"
import { connect } from "node:net"
import { after, before, describe, test } from "node:test"
import { type Answer, ask, assertSilent, asSession, makePerson, signedIn } from "./attacker.ts"
import { startWitness, type Witness } from "./servers/witness.ts"
import { startWorld, type World } from "./world.ts"

const required: [header: string, value: RegExp][] = [
  ["content-security-policy", /frame-ancestors 'none'/],
  ["x-content-type-options", /^nosniff$/],
  ["referrer-policy", /^no-referrer$/],
  ["x-frame-options", /^DENY$/],
  ["cross-origin-opener-policy", /^same-origin$/],
  ["permissions-policy", /camera=\(\)/],
]
/** What a page shows only to those who are signed in. */
const canaries = ["canary-dashboard", "canary-panel", "canary_query", "canary-owner"]

const assertGuarded = (what: string, { headers, body }: Pick<Answer, "headers" | "body">) => {
  for (const [name, value] of required) assert.match(headers.get(name) ?? "absent", value, `${what}: ${name}`)
  assert.equal(headers.get("x-powered-by"), null)
  if (!/text\/html/.test(headers.get("content-type") ?? "")) return
  const policy = headers.get("content-security-policy") ?? ""
  assert.match(
    policy,
    /script-src 'self' 'nonce-[^']+' 'strict-dynamic'|default-src 'none'/,
    `${what} is a page without a policy for scripts`,
  )
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
  for (const [tag] of body.matchAll(/<script[^>]*>/g)) assert.ok(nonce && tag.includes(`nonce="${nonce}"`), `${what}: ${tag}`)
}

/** Bytes as they are, over a socket of its own; what came back until the server closed or `done` holds. */
function raw(world: World, text: string, done: (answer: string) => boolean = (answer) => /\r\n\r\n/.test(answer)): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ""
    const socket = connect(Number(new URL(world.url).port), "127.0.0.1", () => socket.write(text))
    const end = () => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(20_000, end)
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1")
      if (done(answer)) end()
    })
    socket.once("close", end)
    socket.once("error", (error: NodeJS.ErrnoException) => (error.code === "ECONNRESET" || error.code === "EPIPE" ? end() : reject(error)))
  })
}

const answerOf = (text: string) => {
  const [head = "", body = ""] = text.split("\r\n\r\n")
  const [first = "", ...lines] = head.split("\r\n")
  const headers = new Headers(lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]))
  return { status: Number(first.split(" ")[1]), headers, body }
}

describe("somebody who knows the framework", () => {
  let world: World
  let witness: Witness
  let session: Record<string, string>

  before(async () => {
    witness = await startWitness()
    world = await startWorld()
    await world.api("POST", "/api/datasources", { id: "source", name: "Source", kind: "prometheus", settings: { url: witness.url } })
    const panel = {
      id: "p",
      kind: "stat",
      title: "canary-panel",
      grid: { x: 0, y: 0, w: 6, h: 4 },
      datasourceId: "source",
      queries: [{ ref: "A", expr: "canary_query" }],
    }
    await world.api("POST", "/api/dashboards", { id: "d", title: "canary-dashboard", panels: [panel] })
    session = asSession(await signedIn(world, (await makePerson(world, "owner", "canary-owner")).email))
  })
  after(async () => {
    await world?.stop()
    await witness?.stop()
  })

  test("no header opens what the plain request does not", async () => {
    const tricks: Record<string, string>[] = [
      { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
      { "x-middleware-subrequest": "src/proxy:src/proxy:src/proxy:src/proxy:src/proxy" },
      { "x-middleware-next": "1", "x-middleware-rewrite": "/dashboards/d" },
      { "x-middleware-override-headers": "cookie", "x-middleware-request-cookie": "bongsu.session_token=x" },
      { "x-nextjs-data": "1" },
      { "x-matched-path": "/dashboards/d" },
      { "x-invoke-path": "/dashboards/d", "x-invoke-status": "200" },
      { rsc: "1" },
      { rsc: "1", "next-router-prefetch": "1" },
      { rsc: "1", "next-router-segment-prefetch": "/_tree" },
      { rsc: "1", "next-router-state-tree": "%5B%22%22%2C%7B%7D%5D" },
      { "x-original-url": "/dashboards/d", "x-rewrite-url": "/dashboards/d" },
      { "x-bongsu-path": "/dashboards/d", "x-bongsu-address": "10.0.0.1" },
      { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", forwarded: "host=evil.example" },
      { cookie: "__prerender_bypass=1; __next_preview_data=1; bongsu.session_token=x.y" },
    ]
    const paths = [
      "/dashboards/d",
      "/dashboards/d?_rsc=1",
      "/dashboards/d.rsc",
      "/_next/data/x/dashboards/d.json",
      "/dashboards/d?nxtPid=d",
      "/settings/users",
      "/api/dashboards/d",
      "/api/users",
      "/api//users",
      "/api/users/",
      "/API/users",
      "/api/%75sers",
      "/en/dashboards/d",
      "/dashboards/d.segments/_tree.segment.rsc",
    ]
    for (const headers of tricks) {
      for (const path of paths) {
        const answer = await ask(world, path, { headers })
        const what = `${JSON.stringify(headers)} ${path}: ${answer.status}`
        assert.ok(answer.status < 500, what)
        assertSilent(what, answer.bytes, [...canaries, "evil.example"])
        assertGuarded(what, answer)
        if (path.startsWith("/api/")) assert.ok([307, 308, 401, 404].includes(answer.status), what)
      }
    }
  })

  test("no action, no picture of elsewhere, no other method", async () => {
    const before = witness.requests.length
    const action = { "next-action": "0".repeat(40), accept: "text/x-component" }
    for (const path of ["/", "/login", "/share/x", "/dashboards/d"]) {
      for (const body of ["[]", '["$K1"]', '[{"__proto__":{"then":"$1:__proto__:then"}}]']) {
        const answer = await ask(world, path, { headers: { ...action, "content-type": "text/plain;charset=UTF-8" }, body })
        assert.equal(answer.status, 405, `${path}: nothing is sent to a page`)
        assertSilent(path, answer.bytes, canaries)
      }
    }
    for (const url of [`${witness.url}/x.png`, "http://169.254.169.254/", "//evil.example/x.png"]) {
      const answer = await ask(world, `/_next/image?url=${encodeURIComponent(url)}&w=64&q=75`, { headers: session })
      assert.ok(answer.status >= 400 && answer.status < 500, `${url}: ${answer.status}`)
    }
    for (const method of ["TRACE", "PROPFIND", "PURGE"]) {
      const answer = answerOf(await raw(world, `${method} /api/users HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`))
      assert.ok(answer.status >= 400 && answer.status < 500, `${method}: ${answer.status}`)
    }
    const options = await ask(world, "/api/users", {
      method: "OPTIONS",
      headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
    })
    assert.equal(options.headers.get("access-control-allow-origin"), null)
    assert.equal(witness.requests.length, before)
  })

  test("it is no proxy: absolute addresses, upgrades and tunnels end here", async () => {
    const { host } = new URL(witness.url)
    const before = witness.requests.length
    const upgrade =
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    const close = "Connection: close\r\n"
    const requests: [text: string, status: RegExp][] = [
      [`GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n${close}\r\n`, /^400$/],
      [`GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n${upgrade}\r\n`, /^400$/],
      [`GET http://169.254.169.254/ HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`, /^400$/],
      [`GET / HTTP/1.1\r\nHost: ${host}\r\n${upgrade}\r\n`, /^30[37]$/],
      [`GET //${host}/ HTTP/1.1\r\nHost: x\r\n${close}\r\n`, /^(?:30[378]|4..)$/],
      [`GET /\\${host}/ HTTP/1.1\r\nHost: x\r\n${close}\r\n`, /^(?:30[378]|4..)$/],
      [`OPTIONS * HTTP/1.1\r\nHost: x\r\n${close}\r\n`, /^400$/],
      [`GET /api/users HTTP/1.1\r\nHost: x\r\nX-Middleware-Subrequest: a\r\n${upgrade}\r\n`, /^401$/],
      ["CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: x\r\n\r\n", /^(?:NaN|4..)$/],
    ]
    for (const [text, status] of requests) {
      const answer = answerOf(await raw(world, text))
      assert.match(String(answer.status), status, text)
      if (!Number.isNaN(answer.status)) assertGuarded(text, answer)
      assert.doesNotMatch(answer.headers.get("location") ?? "", /^(?:https?:)?[/\\]{2}/, text)
    }
    assert.equal(witness.requests.length, before)
  })

  test("every answer carries its guards: pages, errors, files, what can't be read", async () => {
    const page = await ask(world, "/login")
    const file = /\/_next\/static\/[^"]+\.js/.exec(page.body)?.[0] ?? "no script on the login page"
    const paths: [path: string, status: RegExp][] = [
      ["/login", /200/],
      ["/", /30[37]/],
      ["/nothing/here", /404|30[37]/],
      ["/share/nothing", /404/],
      ["/share/nothing.txt", /404/],
      ["/runbooks/x.svg", /404|30[37]/],
      [file, /200/],
      ["/icon.svg", /200|404/],
      ["/_next/static/nothing.js", /404/],
      ["/_next/static/nothing.html", /404/],
      ["/_next/nothing", /404/],
      ["/_next/static/..%2f..%2f..%2fetc/passwd", /4../],
      ["/_next/static/%2e%2e/%2e%2e/server/app/page.js", /4../],
      ["/..%2f..%2fetc/passwd", /4..|30[37]/],
      ["/%00", /4..|30[37]/],
      ["/%E0%A4", /4../],
      ["/dashboards/%E0%A4%A", /4../],
      ["/api/nothing", /404/],
      ["/api/users", /401/],
      ["/api/dashboards/%E0%A4%A", /4../],
      ["/api/dashboards?limit=x", /401/],
      ["/api/openapi.json", /200/],
      ["/api/livez", /200/],
      ["/metrics", /200|401/],
    ]
    for (const [path, status] of paths) {
      const answer = await ask(world, path)
      assert.match(String(answer.status), status, path)
      assertGuarded(path, answer)
      assertSilent(path, answer.body, ["root:x:0", "node_modules", "/work/", "    at "])
    }
    for (const text of [
      "GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
      "NONSENSE\r\n\r\n",
      `GET /${"x".repeat(70_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${"y".repeat(70_000)}\r\n\r\n`,
    ]) {
      const answer = answerOf(await raw(world, text))
      assert.match(String(answer.status), /^4..$/, text.slice(0, 60))
      assertGuarded(text.slice(0, 60), answer)
    }
  })

  test("what a signed-in reader gets stays out of every cache, and knows no other host", async () => {
    for (const path of ["/dashboards/d", "/dashboards/d?_rsc=1", "/api/dashboards/d", "/api/dashboards", "/api/account"]) {
      for (const headers of [{}, { rsc: "1" }, { "x-forwarded-host": "evil.example", host: "evil.example" }] as Record<string, string>[]) {
        const answer = await ask(world, path, { headers: { ...session, ...headers } })
        // Without the hash that belongs to its headers a flight request is sent on to the address with it.
        if (answer.status === 307) assert.match(answer.headers.get("location") ?? "", /^\/[^/\\].*_rsc/, path)
        else assert.equal(answer.status, 200, path)
        if (answer.status === 200) assert.match(answer.headers.get("cache-control") ?? "", /no-store/, `${path} ${JSON.stringify(headers)}`)
        assertSilent(path, answer.bytes, ["evil.example"])
      }
    }
    const cookies = (
      await ask(world, "/api/auth/sign-in/email", {
        body: { email: "canary-owner@example.test", password: "correct horse battery staple" },
      })
    ).headers.getSetCookie()
    assert.ok(cookies.length > 0)
    for (const line of cookies) assert.match(line, /HttpOnly/i, line)
    for (const line of cookies) assert.match(line, /SameSite=(?:Lax|Strict)/i, line)
  })
})
