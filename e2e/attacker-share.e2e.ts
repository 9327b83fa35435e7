import assert from "node:assert/strict"
import { after, before, describe, test } from "node:test"
import {
  type Answer,
  ask,
  type Asking,
  asLink,
  assertSilent,
  asSession,
  asToken,
  cookiesOf,
  makePerson,
  sameBody,
  signedIn,
} from "./attacker.ts"
import { startWitness, type Witness } from "./servers/witness.ts"
import { canaries, dashboard, grid, range, source } from "./shared-dashboard.ts"
import { startWorld, type World } from "./world.ts"

const query = { dashboardId: "shared", range }
/** Bodies of `POST /api/query` that a link is refused, by what is tried. */
const refused: [name: string, body: unknown, status: number][] = [
  ["a query text", { ...query, query: '{job=~".+"}' }, 400],
  ["expr", { ...query, expr: "up" }, 400],
  ["rawSql", { ...query, rawSql: "select 1" }, 400],
  ["queries", { ...query, queries: [{ ref: "A", expr: "up" }] }, 400],
  ["a datasource", { ...query, datasourceId: "canary-source-id" }, 400],
  ["a panel of its own", { ...query, panels: [{ id: "good", expr: "up" }] }, 400],
  ["a key in the range", { ...query, range: { ...range, step: 1 } }, 400],
  ["a panel outside", { ...query, panels: ["outside"] }, 404],
  ["a panel outside beside one inside", { ...query, panels: ["good", "outside"] }, 404],
  ["a panel of another dashboard", { ...query, panels: ["foreign"] }, 404],
  ["another dashboard", { ...query, dashboardId: "foreign" }, 404],
  ["no such dashboard", { ...query, dashboardId: "nothing" }, 404],
  ["another range", { ...query, range: { from: "now-2h", to: "now" } }, 400],
  ["from after to", { ...query, range: { from: "now", to: "now-1h" } }, 400],
  ["NaN", { ...query, range: { from: "NaN", to: "now" } }, 400],
  ["null", { ...query, range: { from: null, to: "now" } }, 400],
  ["1970", { ...query, range: { from: 0, to: 1000 } }, 400],
  ["the year 9999", { ...query, range: { from: Date.UTC(9998, 0), to: Date.UTC(9999, 0) } }, 400],
  ["nanoseconds", { ...query, range: { from: 1.7e18, to: 1.8e18 } }, 400],
  ["a value that is no choice", { ...query, variables: { service: "billing" } }, 400],
  ["a break-out", { ...query, variables: { service: 'x"} or {job=~".+' } }, 400],
  ["All", { ...query, variables: { service: "$__all" } }, 400],
  ["a hidden variable", { ...query, variables: { tenant: "x" } }, 400],
  ["a built-in variable", { ...query, variables: { __interval: "1ms" } }, 400],
  ["a name that every object has", { ...query, variables: { constructor: "x" } }, 400],
  ["1e9 points", { ...query, maxDataPoints: 1e9 }, 400],
]

/** Everything else there is, asked with a link's token. */
const closed: [path: string, asking: Asking][] = [
  ["/api/explore/query", { body: { datasourceId: "canary-source-id", query: { expr: "up" }, range } }],
  ["/api/explore/tail?datasourceId=canary-source-id&query=%7B%7D", {}],
  ["/api/datasources", {}],
  ["/api/datasources/canary-source-id", {}],
  ["/api/datasources/canary-source-id/complete", { body: { what: "metrics" } }],
  ["/api/datasources/canary-source-id/test", { method: "POST" }],
  ["/api/dashboards", {}],
  ["/api/dashboards/shared", {}],
  ["/api/dashboards/shared", { method: "DELETE" }],
  ["/api/dashboards/shared/export", {}],
  ["/api/dashboards/shared/versions", {}],
  ["/api/dashboards/shared/variables", { body: { range } }],
  ["/api/traces/canary-source-id/0dc5dfd908a0a2b83971ccf0fbcd6898", {}],
  ["/api/alert-rules", {}],
  ["/api/share-links", {}],
  ["/api/share-links/link", { method: "DELETE" }],
  ["/api/share-links/link", { method: "PATCH", body: { expiresAt: null } }],
  ["/api/users", {}],
  ["/api/account", {}],
  ["/api/audit", {}],
  ["/api/no-such-thing", {}],
]

describe("somebody with a view-only link", () => {
  let world: World
  let witness: Witness
  let token: string

  const makeLink = async (body: object) => {
    const { url } = await world.api<{ url: string }>("POST", "/api/share-links", {
      dashboardId: "shared",
      panels: ["good", "bad"],
      ...body,
    })
    return new URL(url).pathname.replace("/share/", "")
  }
  const hits = () => witness.requests.length

  before(async () => {
    witness = await startWitness()
    world = await startWorld()
    const settings = { url: witness.url, tenantId: "canary-tenant", bearerToken: "canary-bearer" }
    await world.api("POST", "/api/datasources", { id: "canary-source-id", name: "canary-source-name", kind: "prometheus", settings })
    await world.api("POST", "/api/dashboards", dashboard)
    const foreign = { id: "foreign", kind: "stat", title: "Foreign", grid, ...source, queries: [{ ref: "A", expr: "up" }] }
    await world.api("POST", "/api/dashboards", { id: "foreign", title: "canary-other-dashboard", panels: [foreign] })
    const creator = await makePerson(world, "editor", "canary-creator")
    const variables = { service: { mode: "choices", choices: ["checkout", "search"] } }
    const made = await ask(world, "/api/share-links", {
      headers: asSession(await signedIn(world, creator.email)),
      body: { id: "link", dashboardId: "shared", label: "For partners", panels: ["good", "bad"], variables },
    })
    token = new URL((JSON.parse(made.body) as { url: string }).url).pathname.replace("/share/", "")
  })
  after(async () => {
    await world?.stop()
    await witness?.stop()
  })

  test("sees what the link grants, and in no byte anything else", async () => {
    const rsc = { rsc: "1" }
    const prefetch = { rsc: "1", "next-router-prefetch": "1" }
    const pages: [path: string, headers: Record<string, string>][] = [
      ["", {}],
      ["?_rsc=abc", rsc],
      ["?_rsc=abc", prefetch],
      ["?_rsc=abc", { ...prefetch, "next-router-segment-prefetch": "/_tree" }],
      ["?_rsc=abc", { ...prefetch, "next-router-segment-prefetch": "/share/$d$token/__PAGE__" }],
      [".rsc", {}],
      [".segments/_tree.segment.rsc", {}],
      ["", { "x-nextjs-data": "1" }],
    ]
    const secrets = [...canaries, new URL(witness.url).host]
    for (const [suffix, headers] of pages)
      assertSilent(`page ${suffix} ${JSON.stringify(headers)}`, (await ask(world, `/share/${token}${suffix}`, { headers })).bytes, secrets)
    for (const path of [`/_next/data/x/share/${token}.json`, `/api/share/${token}`, `/api/dashboards/shared`])
      assertSilent(path, (await ask(world, path)).bytes, secrets)
    const read = await ask(world, "/api/query", { headers: asLink(token), body: query })
    assert.equal(read.status, 200)
    assert.equal(read.body.trim().split("\n").length, 2)
    assert.match(read.body, /"panelId":"good","frames":\[\{/)
    assert.match(read.body, /"panelId":"bad","error"/)
    assertSilent("/api/query", read.bytes, secrets)
    assert.match(read.headers.get("cache-control") ?? "", /no-store/)
    assert.ok(witness.requests.some((line) => decodeURIComponent(line).includes("canary_query")))
  })

  for (const [name, body, status] of refused) {
    test(`asks for ${name}: ${status}, and the source hears nothing`, async () => {
      const before = hits()
      const answer = await ask(world, "/api/query", { headers: asLink(token), body })
      assert.equal(answer.status, status, answer.body)
      assertSilent(name, answer.bytes, canaries)
      assert.equal(hits(), before)
    })
  }

  test("finds nothing else, with any method", async () => {
    const before = hits()
    for (const [path, asking] of closed) {
      const answer = await ask(world, path, { ...asking, headers: asLink(token) })
      assert.equal(answer.status, 404, `${path}: ${answer.status} ${answer.body}`)
      assertSilent(path, answer.bytes, canaries)
    }
    // A link narrows: an owner's own rights do not count beside it.
    assert.equal((await ask(world, "/api/users", { headers: { ...asLink(token), ...asToken(world.token) } })).status, 404)
    assert.equal(hits(), before)
  })

  test("can't use the token anywhere else than in its header", async () => {
    const before = hits()
    const places: Record<string, string>[] = [asToken(token), { cookie: `token=${token}; bongsu-share=${token}` }, { "x-share": token }]
    for (const headers of places) assert.equal((await ask(world, "/api/query", { headers, body: query })).status, 401)
    for (const name of ["token", "share", "x-bongsu-share"])
      assert.ok((await ask(world, `/api/query?${name}=${token}`, { body: query })).status >= 400)
    assert.equal((await ask(world, `/api/share/${await makeLink({})}`, { headers: asLink(token) })).status, 404)
    assert.equal(hits(), before)
  })

  test("is refused without the password, and with one that was changed", async () => {
    const locked = await makeLink({ id: "locked", password: "first password" })
    const open = (password: string) => ask(world, `/api/share/${locked}/password`, { body: { password } })
    const read = (cookie: string, link = locked) => ask(world, "/api/query", { headers: { ...asLink(link), cookie }, body: query })
    const before = hits()
    assert.equal((await read("")).status, 401)
    assertSilent("locked", (await ask(world, `/api/share/${locked}`)).bytes, [...canaries, "Shared", "Good"])
    assert.equal((await open("wrong password")).status, 401)
    assert.equal(hits(), before)
    const cookie = cookiesOf(await open("first password"))
    assert.equal((await read(cookie)).status, 200)
    const other = await makeLink({ id: "other", password: "first password" })
    assert.equal((await read(cookie, other)).status, 401)
    assert.equal((await read(cookie.replace("bongsu-share-locked", "bongsu-share-other"), other)).status, 401)
    await world.api("PATCH", "/api/share-links/locked", { password: "second password" })
    assert.equal((await read(cookie)).status, 401)
    const tries = await Promise.all(Array.from({ length: 20 }, () => open("wrong password")))
    assert.ok(tries.some((answer) => answer.status === 429))
    assert.equal((await open("second password")).status, 429)
  })

  test("is out at once when the link is revoked, as if it had never been", async () => {
    const once = await makeLink({ id: "once" })
    const ways: ((link: string) => Promise<Answer>)[] = [
      (link) => ask(world, `/share/${link}`),
      (link) => ask(world, `/api/share/${link}`),
      (link) => ask(world, "/api/query", { headers: asLink(link), body: query }),
    ]
    for (const way of ways) assert.equal((await way(once)).status, 200)
    await world.api("DELETE", "/api/share-links/once")
    const before = hits()
    for (const way of ways) {
      const dead = await way(once)
      assert.equal(dead.status, 404)
      assert.equal((await way("A".repeat(32))).status, 404)
    }
    const [dead, unknown] = await Promise.all(["A".repeat(32), once].map((link) => ask(world, `/api/share/${link}`)))
    assert.equal(sameBody(dead!), sameBody(unknown!))
    assert.deepEqual([...dead!.headers.keys()], [...unknown!.headers.keys()])
    assert.equal(
      (await ask(world, "/api/share-links/once", { method: "PATCH", headers: asToken(world.token), body: { paused: false } })).status,
      409,
    )
    assert.equal(hits(), before)
  })
})
