import assert from "node:assert/strict"
import { after, before, describe, test } from "node:test"
import { ask, asToken } from "./attacker.ts"
import { startWitness, type Witness } from "./servers/witness.ts"
import { startWorld, type World } from "./world.ts"

/** Where no request may ever go, whoever asks. */
const never = [
  "http://169.254.169.254/latest/meta-data/",
  "http://169.254.169.254./",
  "http://2852039166/",
  "http://0xa9fea9fe/",
  "http://0251.0376.0251.0376/",
  "http://169.254.1.1:8080/",
  "http://[fd00:ec2::254]/",
  "http://[fe80::1]/",
  "http://[fe90::1]/",
  "http://[fec0::1]/",
  "http://100.100.100.200/",
  "http://168.63.129.16/",
  "http://metadata.google.internal/computeMetadata/v1/",
  "http://metadata.google.internal./",
  "http://METADATA.google.internal/",
  "http://[::ffff:169.254.169.254]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:7f00:1]/",
  "http://[::127.0.0.1]/",
  "http://[::ffff:0:7f00:1]/",
  "http://[64:ff9b::7f00:1]/",
  "http://[2002:7f00:1::]/",
  "http://0.0.0.0/",
  "http://[::]/",
  "http://255.255.255.255/",
  "http://224.0.0.1/",
]
const wrongPorts = [22, 25, 110, 3306, 5432, 6379, 9092, 11211, 27017].map((port) => `http://127.0.0.1:${port}/`)
const wrongAddresses = [
  "file:///etc/passwd",
  "gopher://127.0.0.1/",
  "ftp://127.0.0.1/",
  "data:text/plain,x",
  "unix:/var/run/docker.sock",
  "dict://127.0.0.1/",
  "javascript:alert(1)",
  "http://user:word@127.0.0.1/",
  "http://127.0.0.1/?a=b",
  "http://127.0.0.1/#x",
  "//127.0.0.1/",
  "127.0.0.1:9090",
  "http://",
]
const wrongTenants = ["a|b", "a, b", "a b", "*/*", "..", ".", "a\r\nx-evil: 1", "x".repeat(200), "가", "a/b", ""]

const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels)

interface Tested {
  ok: boolean
  message: string
}

describe("somebody who wants Bongsu to ask for him", () => {
  let world: World
  let witness: Witness
  let owner: Record<string, string>

  before(async () => {
    witness = await startWitness()
    // Nothing private is allowed to chats.
    world = await startWorld({ BONGSU_ALLOWED_PRIVATE_CIDRS: "" })
    owner = asToken(world.token)
    for (const kind of ["prometheus", "loki", "tempo"])
      await world.api("POST", "/api/datasources", { id: kind, name: kind, kind, settings: { url: witness.url } })
  })
  after(async () => {
    await world?.stop()
    await witness?.stop()
  })

  const trial = (settings: object) => ask(world, "/api/datasources/test", { headers: owner, body: { kind: "prometheus", settings } })
  const post = (path: string, body: unknown) => ask(world, path, { headers: owner, body })

  test("never gets an answer of a metadata, link-local or disguised address", async () => {
    for (const url of never) {
      const answer = await trial({ url })
      const { ok, message } = JSON.parse(answer.body) as Tested
      assert.equal(ok, false, url)
      assert.match(message, /requests never go there|can't be asked/, `${url}: ${message}`)
    }
    for (const url of wrongPorts) assert.match((await trial({ url })).body, /does not speak HTTP/, url)
  })

  test("gets 400 for what is no address of a source, and for a tenant that means others", async () => {
    for (const url of wrongAddresses) assert.equal((await trial({ url })).status, 400, url)
    for (const tenantId of wrongTenants) assert.equal((await trial({ url: witness.url, tenantId })).status, 400, JSON.stringify(tenantId))
    for (const headers of [
      { "x y": "1" },
      { x: "a\r\ny: b" },
      { host: "evil.example" },
      { "content-length": "1" },
      { connection: "x" },
      { "x-scope-orgid": "a|b" },
    ]) {
      const before = witness.requests.length
      const answer = await trial({ url: witness.url, headers })
      const isRefused = answer.status === 400 || !(JSON.parse(answer.body) as Tested).ok
      assert.ok(isRefused && witness.requests.length === before, `${JSON.stringify(headers)}: ${answer.status} ${answer.body}`)
    }
  })

  test("can't turn a path: every request stays below the source's own address", async () => {
    const before = witness.requests.length
    const names = [
      "../../admin/tsdb/delete_series",
      "..%2f..%2fadmin",
      "//evil.example/x",
      "a/../../b",
      "\\..\\x",
      "\0",
      "http://evil.example",
    ]
    for (const name of names) {
      for (const id of ["prometheus", "loki", "tempo"]) {
        const answer = await post(`/api/datasources/${id}/complete`, { what: id === "tempo" ? "tagValues" : "values", name })
        assert.ok(answer.status < 500 || answer.status === 502, `${id} ${name}: ${answer.status} ${answer.body}`)
      }
      const trace = await ask(world, `/api/traces/tempo/${encodeURIComponent(name)}`, { headers: owner })
      assert.ok(trace.status === 400 || trace.status === 404, `${name}: ${trace.status}`)
    }
    for (const line of witness.requests.slice(before)) {
      const path = line.split(" ")[1] ?? ""
      assert.match(
        path,
        /^\/(?:api\/v1\/(?:label|series|query)|loki\/api\/v1\/(?:label|series|query)|api\/v2\/search\/tag|api\/search\/tag)/,
        line,
      )
      assert.doesNotMatch(new URL(path, "http://x").pathname, /\/admin|\/evil\.example/, line)
    }
    const strange = await trial({ url: `${witness.url}//evil.example` })
    assert.ok(strange.status === 400 || strange.status === 200)
    assert.ok(witness.requests.every((line) => !line.includes("evil.example/api") || line.includes("//evil.example/api")))
  })

  test("a chat's server next door hears nothing unless the operator allows it", async () => {
    const before = witness.requests.length
    const kinds: [kind: string, settings: object][] = [
      ["telegram", { botToken: "1:abc", chatId: "-1" }],
      ["slack", { token: "xoxb-1", channel: "C1" }],
    ]
    for (const [kind, settings] of kinds) {
      for (const apiUrl of [
        witness.url,
        witness.url.replace("127.0.0.1", "localhost"),
        "http://[::1]:8080/",
        "http://169.254.169.254/",
        "http://10.0.0.1/",
      ]) {
        const made = await post("/api/contact-points", { name: `${kind} ${apiUrl}`, kind, settings: { ...settings, apiUrl } })
        if (made.status === 400) continue
        const { id } = JSON.parse(made.body) as { id: string }
        const tested = await ask(world, `/api/contact-points/${id}/test`, { method: "POST", headers: owner })
        assert.match(tested.body, /private address|never go there/, `${kind} ${apiUrl}: ${tested.body}`)
      }
    }
    assert.equal(witness.requests.length, before)
  })

  test("asks for more than there is room for: clamped, or 400", async () => {
    const query = { expr: "up" }
    const decade = { from: "now-10y", to: "now" }
    const before = witness.requests.length
    const tooMuch: [path: string, body: unknown][] = [
      ["/api/explore/query", { datasourceId: "prometheus", query, range: decade, maxDataPoints: 1e9 }],
      ["/api/explore/query", { datasourceId: "loki", query, range: decade, limit: 1e9 }],
      ["/api/explore/query", { datasourceId: "prometheus", query, range: decade, maxDataPoints: -1 }],
      ["/api/explore/query", { datasourceId: "prometheus", query, range: { from: "now-500y", to: "now" } }],
      ["/api/query", { dashboardId: "d", range: decade, maxDataPoints: 1e9 }],
      ["/api/query", { dashboardId: "d", range: decade, maxDataPoints: { p: 1e9 } }],
    ]
    for (const [path, body] of tooMuch) assert.equal((await post(path, body)).status, 400, JSON.stringify(body))
    assert.equal(witness.requests.length, before)
    const long = await post("/api/explore/query", {
      datasourceId: "prometheus",
      query: { ...query, step: "1s" },
      range: decade,
      maxDataPoints: 11_000,
      minInterval: "1s",
    })
    const asked = new URLSearchParams(witness.requests.at(-1)?.split(" ").at(-1))
    const points = (Number(asked.get("end")) - Number(asked.get("start"))) / Number(asked.get("step"))
    assert.ok(long.status === 400 || points <= 11_001, `${points} points`)
  })

  test("bodies that are too large, too deep or not JSON: 4xx, and the server lives on", async () => {
    const panel = { id: "p", kind: "text", grid: { x: 0, y: 0, w: 1, h: 1 } }
    const board = JSON.stringify({ title: "Deep", panels: [{ ...panel, options: { text: "HERE" } }] })
    const bodies: [path: string, body: string, status: number][] = [
      ["/api/explore/query", `{"datasourceId":"${"x".repeat(2 ** 20)}"}`, 413],
      ["/api/explore/query", deep(100_000), 400],
      ["/api/explore/query", `{"datasourceId":"prometheus","query":{"a":${deep(100_000)}},"range":{"from":"now-1h","to":"now"}}`, 400],
      ["/api/dashboards", board.replace('"HERE"', deep(100_000)), 400],
      ["/api/datasources", `{"name":"deep","kind":"prometheus","settings":{"url":${deep(100_000)}}}`, 400],
      ["/api/contact-points", `{"name":"deep","kind":"telegram","settings":{"chatId":${deep(100_000)}}}`, 400],
      ["/api/alert-rules", `{"name":"deep","datasourceId":"prometheus","query":{"expr":"up","x":${deep(100_000)}}}`, 400],
      ["/api/auth/sign-in/email", `{"email":${deep(100_000)}}`, 400],
      ["/api/auth/sign-in/email", "{", 400],
      ["/api/auth/sign-in/email", "\u0000", 400],
      ["/api/auth/sign-in/email", '"text"', 400],
      ["/api/auth/sign-in/email", "null", 400],
    ]
    for (const [path, body, status] of bodies) {
      const answer = await post(path, body)
      assert.equal(answer.status, status, `${path} ${body.slice(0, 60)}: ${answer.body.slice(0, 300)}`)
    }
    let left = 64
    const pour = (controller: ReadableStreamDefaultController) =>
      left-- > 0 ? controller.enqueue(new Uint8Array(2 ** 18)) : controller.close()
    const poured = await fetch(`${world.url}/api/auth/sign-in/email`, {
      method: "POST",
      body: new ReadableStream({ pull: pour }),
      duplex: "half",
    } as RequestInit)
    assert.equal(poured.status, 413, "16 MiB without a length")
    assert.equal((await ask(world, "/api/livez")).status, 200)
  })
})
