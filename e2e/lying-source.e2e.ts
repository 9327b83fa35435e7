import assert from "node:assert/strict"
import { after, before, describe, test } from "node:test"
import { until } from "./process.ts"
import { type Liar, type Mood, startLiar } from "./servers/liar.ts"
import { startWorld, type World } from "./world.ts"

interface Rule {
  state: string
  health: string
  lastError?: string
  lastEvaluatedAt?: string
}

/** What the panel and the rule must say of each lie, to somebody who can mend it. */
const lies: [mood: Mood, says: RegExp][] = [
  ["html", /502|HTML/i],
  ["truncated", /JSON|cut|incomplete/i],
  ["wrong-type", /image\/png|content type/i],
  ["refused", /connection|closed|reset/i],
  ["silent", /answer|time|seconds/i],
  ["slow", /answer|time|seconds/i],
  ["huge", /MB|MiB|large|bytes/i],
  ["bomb", /MB|MiB|large|bytes/i],
]

/** Those that never end are given up soon; the others are told by what they send, however slow the machine is. */
const timeoutMs = (mood: Mood) => (mood === "silent" || mood === "slow" ? 1_500 : 20_000)

describe("a source that is down, slow or lying", () => {
  let world: World
  let liar: Liar

  before(async () => {
    liar = await startLiar()
    world = await startWorld()
    await world.api("POST", "/api/datasources", {
      id: "liar",
      name: "Liar",
      kind: "prometheus",
      settings: { url: liar.url },
    })
    await world.api("POST", "/api/dashboards", {
      id: "d",
      title: "Lies",
      panels: [
        {
          id: "p",
          kind: "stat",
          title: "Up",
          grid: { x: 0, y: 0, w: 6, h: 4 },
          datasourceId: "liar",
          queries: [{ ref: "A", expr: "up", mode: "instant" }],
        },
      ],
    })
    await world.api("POST", "/api/alert-rules", {
      id: "r",
      name: "Down",
      group: "g",
      datasourceId: "liar",
      query: { expr: "up == 0" },
      evaluateEvery: "1s",
    })
    liar.up = 0
    await until("the rule to fire", async () => (await world.api<Rule>("GET", "/api/alert-rules/r")).state === "firing")
  })
  after(async () => {
    await world?.stop()
    await liar?.stop()
  })

  for (const [mood, says] of lies) {
    test(`${mood}: a clear message on the panel and the rule, no change of state, nothing ends`, async () => {
      await world.api("PATCH", "/api/datasources/liar", { settings: { url: liar.url, timeoutMs: timeoutMs(mood) } })
      liar.mood = mood
      const response = await fetch(`${world.url}/api/query`, {
        method: "POST",
        headers: { authorization: `Bearer ${world.token}`, "content-type": "application/json" },
        body: JSON.stringify({ dashboardId: "d", range: { from: "now-5m", to: "now" } }),
      })
      assert.equal(response.status, 200)
      const line = JSON.parse((await response.text()).trim()) as { panelId: string; error?: { code: string; message: string } }
      assert.match(line.error?.message ?? "no error", says)
      assert.match(line.error?.code ?? "", /^(upstream_error|upstream_timeout|too_large)$/)
      const rule = await until(`the rule's health to say so (${mood})`, async () => {
        const found = await world.api<Rule>("GET", "/api/alert-rules/r")
        return found.health === "error" && says.test(found.lastError ?? "") ? found : undefined
      })
      assert.equal(rule.state, "firing")
      liar.mood = "honest"
      await until("the rule to look again", async () => (await world.api<Rule>("GET", "/api/alert-rules/r")).health === "ok")
      const history = await world.api<{ items: { toState: string }[] }>("GET", "/api/alert-rules/r/history")
      assert.deepEqual(
        history.items.filter((one) => one.toState === "inactive"),
        [],
        "no alert ended while nobody could look",
      )
      assert.equal((await fetch(`${world.url}/api/livez`)).status, 200)
    })
  }
})
