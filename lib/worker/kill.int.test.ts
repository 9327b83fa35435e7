import assert from "node:assert/strict"
import { randomBytes, randomInt } from "node:crypto"
import { test } from "node:test"
import { setTimeout as sleep } from "node:timers/promises"
import { run, type Running } from "#e2e/process.ts"
import { prometheusStandIn } from "#e2e/stand-ins/prometheus.ts"
import { telegramStandIn } from "#e2e/stand-ins/telegram.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { AlertRuleInput } from "#lib/alert-rule/schema.ts"
import { createAlertRule } from "#lib/alert-rule/store.ts"
import { ContactPointInput } from "#lib/contact-point/schema.ts"
import { createContactPoint } from "#lib/contact-point/store.ts"
import { createDatasource } from "#lib/datasource/store.ts"
import { pool } from "#lib/db/pool.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { NotificationPolicyInput } from "#lib/notification/schema.ts"
import { putNotificationPolicy } from "#lib/notification/store.ts"

const KILLS = 20
const RULES = ["alpha", "beta", "gamma"]
const system: Viewer = { kind: "system" }
const secret = randomBytes(32).toString("base64")
process.env.BONGSU_SECRET_KEY = secret
const database = await withDatabase()

const worker = (): Running =>
  run(process.execPath, ["--conditions=react-server", "bin/worker-process.ts"], {
    DATABASE_URL: database.url,
    BONGSU_SECRET_KEY: secret,
    BONGSU_ALLOWED_PRIVATE_CIDRS: "127.0.0.0/8",
    BONGSU_LOG_LEVEL: "warn",
    BONGSU_PUBLIC_URL: "http://bongsu.example.com",
  })

/** What the passing of time would do to a dead worker's leases. */
const expireLeases = async () => {
  for (const table of ["alert_group", "delivery"])
    await pool.query(`update ${table} set lease_until = clock_timestamp() where lease_until is not null`)
}

async function waitFor(what: string, probe: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 40_000
  while (!(await probe())) {
    assert.ok(Date.now() < deadline, `waited in vain for ${what}`)
    await sleep(50)
  }
}

const isSettled = async (firing: boolean) => {
  const { rows } = await pool.query<{ firing: number; open: number; groups: number }>(
    `select (select count(*)::int from alert_instance where state = 'firing') as firing,
       (select count(*)::int from delivery where state in ('pending', 'sending')) as open,
       (select count(*)::int from notification_group where flush_at < clock_timestamp() + interval '1 minute') as groups`,
  )
  return rows[0]!.firing === (firing ? RULES.length : 0) && rows[0]!.open === 0 && rows[0]!.groups === 0
}

test(
  `a worker killed ${KILLS} times loses no alert, resolves none falsely and marks what may be a repeat`,
  { timeout: 600_000 },
  async (context) => {
    const prometheus = await prometheusStandIn()
    const chat = await telegramStandIn({ token: "1:token" })
    prometheus.delayMs = 40
    chat.delayMs = 150
    await createDatasource(system, { id: "prom", name: "Prom", kind: "prometheus", settings: { url: prometheus.url } }, "en")
    const settings = { botToken: "1:token", chatId: "-1", apiUrl: chat.url }
    await createContactPoint(system, ContactPointInput.parse({ id: "cp", name: "Chat", kind: "telegram", settings }))
    const { version: _, ...policy } = NotificationPolicyInput.parse({ contactPointId: "cp", groupWait: "0s", groupInterval: "0s" })
    await putNotificationPolicy(system, policy)
    for (const name of RULES) {
      const rule = {
        id: name,
        name,
        datasourceId: "prom",
        query: { expr: `${name} == 0` },
        evaluateEvery: "1s",
        missingEvaluationsToResolve: 1,
      }
      await createAlertRule(system, AlertRuleInput.parse(rule), "en")
    }
    const phases: { firing: boolean; fromMs: number }[] = []
    let running = worker()
    context.after(async () => {
      await running.stop(1_000)
      await Promise.all([chat.stop(), prometheus.stop()])
    })
    for (let kill = 0; kill < KILLS; kill++) {
      const firing = kill % 2 === 0
      const answer = firing ? [{ metric: { job: "shop" }, value: 0 }] : []
      for (const name of RULES) {
        prometheus.answers.set(`${name} == 0`, answer)
        prometheus.answers.set(name, [{ metric: { job: "shop" }, value: firing ? 0 : 1 }])
      }
      phases.push({ firing, fromMs: Date.now() })
      await sleep(randomInt(200, 3_500))
      process.kill(running.pid, "SIGKILL")
      await running.exited
      await expireLeases()
      running = worker()
      await waitFor(`${firing ? "firing" : "resolved"} after kill ${kill + 1}: ${running.output()}`, () => isSettled(firing))
    }

    const said = chat.accepted.map(({ text, atMs }) => ({
      name: RULES.find((name) => text.includes(`· ${name} ·`) || text.includes(`· ${name}\n`)) ?? "",
      status: text.startsWith("🔴 Firing") ? "firing" : "resolved",
      mayBeRepeat: text.includes("May be a repeat"),
      phase: phases.findLastIndex((phase) => phase.fromMs <= atMs),
    }))
    for (const [phase, { firing }] of phases.entries()) {
      for (const name of RULES) {
        const of = said.filter((one) => one.name === name && one.phase === phase)
        const status = firing ? "firing" : "resolved"
        assert.ok(
          of.some((one) => one.status === status),
          `${name} was not told as ${status} in phase ${phase}`,
        )
        assert.deepEqual(
          of.filter((one) => one.status !== status),
          [],
          `${name} was told something false in phase ${phase}`,
        )
        assert.ok(
          of.slice(1).every((one) => one.mayBeRepeat),
          `${name} was told twice in phase ${phase} without a mark: ${JSON.stringify(of)}`,
        )
      }
    }
    context.diagnostic(
      `${said.length} messages for ${KILLS * RULES.length} changes, ${said.filter((one) => one.mayBeRepeat).length} marked as possible repeats`,
    )
  },
)
