import assert from "node:assert/strict"
import { after, before, describe, test } from "node:test"
import { ask, type Asking, assertSilent, asSession, asToken, makePerson, password, type Role, signedIn } from "./attacker.ts"
import { until } from "./process.ts"
import { startWitness, telltale, type Witness } from "./servers/witness.ts"
import { startWorld, type World } from "./world.ts"

/** Nobody gets these back, whatever the role. */
const secrets = ["canary-basic-password", "canary-bearer", "canary-header", "canary-private-key", "canary-bot-token", "canary-slack-token"]
const range = { from: "now-1h", to: "now" }
const grid = { x: 0, y: 0, w: 12, h: 8 }
const query = { dashboardId: "d", range }
const breakOut = 'x"} or {job=~".+'

const dashboard = {
  id: "d",
  title: "Dashboard",
  variables: [
    { kind: "custom", name: "service", options: [{ value: "checkout" }], current: "checkout" },
    { kind: "text", name: "free", current: "" },
    { kind: "query", name: "job", datasourceId: "source", query: "label_values(canary_variable_query, job)" },
  ],
  panels: [
    { id: "p", kind: "timeseries", title: "P", grid, datasourceId: "source", queries: [{ ref: "A", expr: 'canary_query{s="$service"}' }] },
    {
      id: "free",
      kind: "stat",
      title: "F",
      grid,
      datasourceId: "source",
      queries: [{ ref: "A", expr: 'up{a="$free",b=~"$free",c="${free:raw}"}[$__rate_interval]' }],
    },
    { id: "bad", kind: "stat", title: "B", grid, datasourceId: "source", queries: [{ ref: "A", expr: "fail_canary_query" }] },
  ],
}

/** What a viewer may not have asked for him. */
const closedToViewers: [path: string, asking: Asking, status: number][] = [
  ["/api/explore/query", { body: { datasourceId: "source", query: { expr: "up" }, range } }, 403],
  ["/api/explore/tail?datasourceId=source&query=%7B%22expr%22%3A%22up%22%7D", {}, 403],
  ["/api/datasources/source/complete", { body: { what: "labels" } }, 403],
  ["/api/datasources/source/test", { method: "POST" }, 403],
  ["/api/datasources/test", { body: { id: "source", kind: "prometheus", settings: { url: "http://127.0.0.1:1" } } }, 403],
  ["/api/datasources", { body: { name: "x", kind: "prometheus", settings: { url: "http://127.0.0.1:1" } } }, 403],
  ["/api/datasources/source", { method: "PATCH", body: { settings: { url: "http://127.0.0.1:1" } } }, 403],
  ["/api/alert-rules/preview", { body: { datasourceId: "source", query: { expr: "up" } } }, 403],
  [
    "/api/dashboards/d/variables",
    { body: { range, draft: [{ kind: "query", name: "a", datasourceId: "source", query: "metrics(.*)" }] } },
    403,
  ],
  ["/api/dashboards/d/variables", { body: { range, variables: { service: breakOut } } }, 400],
  ["/api/query", { body: { ...query, query: "up" } }, 400],
  ["/api/query", { body: { ...query, expr: "up" } }, 400],
  ["/api/query", { body: { ...query, variables: { service: breakOut } } }, 400],
  ["/api/query", { body: { ...query, variables: { service: "$__all" } } }, 400],
  ["/api/query", { body: { ...query, range: { from: "now", to: "now-1h" } } }, 400],
  ["/api/dashboards", { body: dashboard }, 403],
  ["/api/dashboards/d", { method: "DELETE" }, 403],
  ["/api/share-links", { body: { dashboardId: "d" } }, 403],
  ["/api/alert-rules/r", { method: "DELETE" }, 403],
  ["/api/contact-points", {}, 403],
  ["/api/contact-points/telegram/test", { method: "POST" }, 403],
  ["/api/users", {}, 403],
  ["/api/users", { body: { name: "x", email: "x@example.test", role: "owner", password } }, 403],
  ["/api/audit", {}, 403],
  ["/api/api-tokens", { body: { name: "x", role: "editor" } }, 403],
]

interface Operation {
  parameters?: { name: string; in: string }[]
}

describe("somebody with less of a role than the thing needs", () => {
  let world: World
  let witness: Witness
  const cookies = {} as Record<Role, string>
  const people = {} as Record<Role, { id: string; email: string }>
  const as = (role: Role) => asSession(cookies[role])

  before(async () => {
    witness = await startWitness()
    world = await startWorld()
    const settings = {
      url: witness.url,
      basicAuth: { user: "reader", password: "canary-basic-password" },
      headers: { "x-key": "canary-header" },
      tls: { keyPem: "-----BEGIN canary-private-key" },
    }
    const post = (path: string, body: unknown) => world.api("POST", path, body)
    await post("/api/datasources", { id: "source", name: "Source", kind: "prometheus", settings })
    await post("/api/datasources", {
      id: "other",
      name: "Other",
      kind: "loki",
      settings: { url: witness.url, bearerToken: "canary-bearer" },
    })
    await post("/api/dashboards", dashboard)
    const chat = { botToken: "1:canary-bot-token", chatId: "-1", apiUrl: witness.url }
    await post("/api/contact-points", { id: "telegram", name: "Telegram", kind: "telegram", settings: chat })
    const slack = { token: "xoxb-canary-slack-token", channel: "C1", apiUrl: witness.url }
    await post("/api/contact-points", { id: "slack", name: "Slack", kind: "slack", settings: slack })
    const rule = { group: "g", datasourceId: "source", evaluateEvery: "1s" }
    await post("/api/alert-rules", { ...rule, id: "r", name: "Fires", query: { expr: "up == 0" } })
    await post("/api/alert-rules", { ...rule, id: "blind", name: "Blind", query: { expr: "fail_up" } })
    await post("/api/runbooks", { id: "runbook", title: "Runbook", markdown: "text" })
    await post("/api/share-links", { id: "link", dashboardId: "d" })
    for (const role of ["viewer", "editor", "admin", "owner"] as const) {
      people[role] = await makePerson(world, role, `a-${role}`)
      cookies[role] = await signedIn(world, people[role].email)
    }
    const health = async (id: string) => (await world.api<{ health: string }>("GET", `/api/alert-rules/${id}`)).health
    await until("both rules to be evaluated", async () => (await health("r")) === "ok" && (await health("blind")) === "error")
    for (const id of ["r", "blind"]) await world.api("POST", `/api/alert-rules/${id}/pause`)
  })
  after(async () => {
    await world?.stop()
    await witness?.stop()
  })

  for (const [path, asking, status] of closedToViewers) {
    test(`a viewer: ${asking.method ?? (asking.body ? "POST" : "GET")} ${path} ${JSON.stringify(asking.body ?? "").slice(0, 80)}: ${status}`, async () => {
      const before = witness.requests.length
      const answer = await ask(world, path, { ...asking, headers: as("viewer") })
      assert.equal(answer.status, status, answer.body)
      assertSilent(path, answer.bytes, ["canary_query", "canary_variable_query", new URL(witness.url).host])
      assert.equal(witness.requests.length, before, "the source hears nothing")
    })
  }

  test("a viewer's own words stay inside the quotes they were meant for, and built-in variables stay built in", async () => {
    const before = witness.requests.length
    const answer = await ask(world, "/api/query", {
      headers: as("viewer"),
      body: { ...query, panels: ["free"], variables: { free: `"} or up{x="`, __rate_interval: "9h", unknown: "x" } },
    })
    assert.equal(answer.status, 200)
    const sent = decodeURIComponent(witness.requests.slice(before).join("\n").replaceAll("+", " "))
    assert.match(sent, /query=up\{a="\\"\} or up\{x=\\"",b=~"\\"\} or up\{x=\\"",c="\\"\} or up\{x=\\""\}\[(?!9h)/)
  })

  test("every GET of the API, by every role: no secret, and for viewers no address of a source and no query of a panel", async () => {
    const { paths } = JSON.parse((await ask(world, "/api/openapi.json")).body) as { paths: Record<string, { get?: Operation }> }
    const ids: Record<string, string[]> = {
      "/api/datasources/{id}": ["source", "other"],
      "/api/contact-points/{id}": ["telegram", "slack"],
      "/api/alert-rules/{id}": ["r", "blind"],
      "/api/runbooks/{id}": ["runbook"],
      "/api/share-links/{id}": ["link"],
    }
    const known = (path: string) => Object.entries(ids).find(([start]) => path.startsWith(start))?.[1] ?? ["d"]
    const asked = Object.entries(paths).flatMap(([path, { get }]) =>
      get && !path.includes("/tail") ? known(path).map((id) => path.replace("{id}", id).replace("{version}", "1")) : [],
    )
    assert.ok(asked.length > 30, `only ${asked.length}`)
    const host = new URL(witness.url).host
    for (const role of ["viewer", "editor", "admin", "owner"] as const) {
      for (const path of [...asked, "/metrics", "/", "/settings/datasources/source", "/settings/contact-points", "/dashboards/d"]) {
        const answer = await ask(world, path, { headers: as(role) })
        assert.ok(answer.status < 500, `${role} ${path}: ${answer.status} ${answer.body}`)
        assertSilent(`${role} ${path}`, answer.bytes, secrets)
        if (role === "viewer") assertSilent(`viewer ${path}`, answer.bytes, [host, telltale, "canary_query", "canary_variable_query"])
      }
    }
    const audit = await ask(world, "/api/audit?limit=100", { headers: as("owner") })
    assert.match(audit.body, /"set":true/)
    assertSilent("what the processes wrote", world.web.output() + world.worker.output(), secrets)
  })

  test("nobody becomes more than he is, and the last owner stays", async () => {
    const patch = (role: Role, target: Role, body: object) =>
      ask(world, `/api/users/${people[target].id}`, { method: "PATCH", body, headers: as(role) })
    const refusals = [
      patch("viewer", "viewer", { role: "owner" }),
      patch("editor", "editor", { role: "admin" }),
      patch("admin", "admin", { role: "owner" }),
      patch("admin", "viewer", { role: "owner" }),
      patch("admin", "owner", { password: "another long password here" }),
      patch("owner", "owner", { disabled: true }),
      ask(world, "/api/users", { headers: as("admin"), body: { name: "x", email: "x@example.test", role: "owner", password } }),
      ask(world, "/api/api-tokens", { headers: as("editor"), body: { name: "x", role: "admin" } }),
    ]
    for (const answer of await Promise.all(refusals)) assert.equal(answer.status, 403, answer.body)
    const { items } = await world.api<{ items: { id: string; role: string }[] }>("GET", "/api/users")
    const owners = items.filter((user) => user.role === "owner")
    const gone = await Promise.all(
      owners.map(({ id }) => ask(world, `/api/users/${id}`, { method: "DELETE", headers: asToken(world.token) })),
    )
    assert.equal(gone.filter((answer) => answer.status === 403).length, 1, "one of the owners can't be taken away")
    const racing = { token: "x".repeat(43), name: "Eve", email: "eve@example.test", password }
    assert.equal((await ask(world, "/api/setup", { body: racing })).status, 404)
    assert.equal((await ask(world, "/setup")).status, 404)
  })
})
