// A state changes → the chat has accepted the message. Alerts start one after another; no group wait; Telegram's own limits hold.
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { until } from "#e2e/process.ts"
import { prometheusStandIn } from "#e2e/stand-ins/prometheus.ts"
import { telegramStandIn } from "#e2e/stand-ins/telegram.ts"
import { startWorld } from "#e2e/world.ts"
import { quantile, report } from "./figure.ts"

const ALERTS = 40
const DISTANCE_MS = 1_500
const nameOf = (index: number) => `Delay ${String(index).padStart(2, "0")}`

const source = await prometheusStandIn()
const telegram = await telegramStandIn({ token: "1:good", chats: ["-100"], everyMs: 1_000 })
const world = await startWorld()
const database = new pg.Client({ connectionString: world.databaseUrl })
await database.connect()
try {
  await world.api("POST", "/api/datasources", { id: "prom", name: "Prometheus", kind: "prometheus", settings: { url: source.url } })
  const settings = { botToken: "1:good", chatId: "-100", apiUrl: telegram.url }
  await world.api("POST", "/api/contact-points", { id: "chat", name: "Ops", kind: "telegram", settings })
  const waits = { groupBy: ["alertname"], groupWait: "0s", groupInterval: "5m", repeatInterval: "4h", resolveWait: "0s" }
  await world.api("PUT", "/api/notification-policies", { contactPointId: "chat", ...waits, routes: [] })
  for (let index = 0; index < ALERTS; index++) {
    await world.api("POST", "/api/alert-rules", {
      name: nameOf(index),
      group: `group-${index}`,
      datasourceId: "prom",
      query: { expr: `delay_${index}` },
      evaluateEvery: "1s",
      labels: { severity: "critical", service: "checkout" },
    })
  }
  await until("every rule's first evaluation", async () => {
    const { rows } = await database.query<{ seen: string }>("select count(distinct rule_id) as seen from alert_evaluation")
    return Number(rows[0]!.seen) === ALERTS
  })
  for (let index = 0; index < ALERTS; index++) {
    source.answers.set(`delay_${index}`, [{ metric: { job: "shop" }, value: 1 }])
    await sleep(DISTANCE_MS)
  }
  await until("every message", () => telegram.accepted.length >= ALERTS)
  const { rows } = await database.query<{ rule_name: string; at: Date }>(
    "select rule_name, at from alert_transition where to_state = 'firing'",
  )
  const delays = rows.map(({ rule_name, at }) => {
    const message = telegram.accepted.find(({ text }) => text.includes(rule_name))
    return message ? message.atMs - at.getTime() : Number.POSITIVE_INFINITY
  })
  const p95 = quantile(delays, 0.95)
  const told = telegram.accepted.length
  report(`state change to accepted message, ${ALERTS} alerts, one chat`, [
    { figure: "p95", measured: `${p95.toFixed(0)} ms`, must: "< 2 s", ok: p95 < 2_000 },
    {
      figure: "p50; longest",
      measured: `${quantile(delays, 0.5).toFixed(0)} ms; ${Math.max(...delays).toFixed(0)} ms`,
      must: "",
      ok: true,
    },
    {
      figure: "messages for alerts",
      measured: `${told} for ${rows.length}`,
      must: "one each",
      ok: told === ALERTS && rows.length === ALERTS,
    },
    { figure: "refused by the chat", measured: String(telegram.refused.length), must: "0", ok: telegram.refused.length === 0 },
  ])
} finally {
  await database.end()
  await world.stop()
  await Promise.all([source.stop(), telegram.stop()])
}
process.exit()
