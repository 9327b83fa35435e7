import assert from "node:assert/strict"
import { after, before, describe, test } from "node:test"
import type { StandIn } from "#e2e/stand-ins/chat.ts"
import { slackStandIn, type SlackBody } from "#e2e/stand-ins/slack.ts"
import { telegramStandIn, type TelegramBody } from "#e2e/stand-ins/telegram.ts"
import type { Message, MessageAlert } from "../message.ts"
import { slack } from "./slack.ts"
import { slackBlocks } from "./slack-blocks.ts"
import { telegram } from "./telegram.ts"
import { telegramText } from "./telegram-text.ts"

const alert = (more: Partial<MessageAlert> = {}): MessageAlert => ({
  status: "firing",
  name: "HighErrorRate",
  service: "checkout",
  severity: "critical",
  labels: { alertname: "HighErrorRate", service: "checkout", severity: "critical", instance: "web-1:9100" },
  summary: "errors <b>&amp;</b> & more _*`[](",
  description: "",
  value: "7.2%",
  threshold: "> 5%",
  startsAtMs: Date.UTC(2026, 0, 1, 12),
  links: { runbook: "https://runbooks.example.com/x?a=1&b=2|3", runbookTitle: "Errors <up>", incident: "http://localhost:3000/i/abc" },
  samples: [],
  ...more,
})
const message = (alerts: MessageAlert[], more: Partial<Message> = {}): Message => ({
  status: alerts.some((one) => one.status === "firing") ? "firing" : "resolved",
  language: "en",
  timezone: "Asia/Seoul",
  groupLabels: {},
  alerts,
  truncatedAlerts: 0,
  links: { incident: "https://bongsu.example.com/i/abc" },
  mayBeRepeat: false,
  test: false,
  ...more,
})
const nasty = Array.from({ length: 60 }, (_, at) =>
  alert({
    name: `😀 Alert <${at}> & co`,
    summary: "&<>😀".repeat(200),
    description: "💥".repeat(1000),
    labels: { instance: `w-${at}`, x: "<&>".repeat(50) },
  }),
)

let bot: StandIn<TelegramBody>
let workspace: StandIn<SlackBody>
before(async () => {
  bot = await telegramStandIn({ token: "1:good", chats: ["-1", "-100"] })
  workspace = await slackStandIn({ token: "xoxb-good", channels: ["C1"] })
})
after(() => Promise.all([bot.stop(), workspace.stop()]))

const context = { fetch: globalThis.fetch, signal: new AbortController().signal, deliveryId: "d" }
const toBot = (one: Message, settings = {}) =>
  telegram.send({ botToken: "1:good", chatId: "-1", apiUrl: bot.url, ...settings }, one, context)
const toSlack = (one: Message, settings = {}) =>
  slack.send({ token: "xoxb-good", channel: "C1", apiUrl: workspace.url, ...settings }, one, context)

describe("what arrives", () => {
  test("a firing alert at Telegram", async () => {
    assert.equal((await toBot(message([alert()]))).ok, true)
    const { body, text } = bot.accepted.at(-1)!
    assert.equal(body.text.split("\n")[0], "🔴 Firing · HighErrorRate · checkout · critical")
    assert.match(text, /7\.2% \(> 5%\)/)
    assert.match(text, /errors <b>&amp;<\/b> & more _\*`\[\]\(/)
    assert.deepEqual(
      body.buttons.map((button) => button.text),
      ["Errors <up>"],
    )
    assert.match(body.text, /Incident: http:\/\/localhost:3000\/i\/abc/)
  })
  test("a resolved one in Korean keeps the English word and says how long", async () => {
    const resolved = alert({ status: "resolved", endsAtMs: Date.UTC(2026, 0, 1, 12, 5), value: "1.1%" })
    await toBot(message([resolved], { language: "ko" }))
    const { body } = bot.accepted.at(-1)!
    assert.match(body.text, /^🟢 Resolved · HighErrorRate · checkout · critical\n현재 1\.1% \(기준 > 5%\)\n5분 동안 지속/)
  })
  test("the same at Slack, escaped", async () => {
    const sent = await toSlack(message([alert()], { mayBeRepeat: true }))
    assert.equal(sent.ok, true)
    const { body, text } = workspace.accepted.at(-1)!
    assert.match(text, /errors &lt;b&gt;&amp;amp;&lt;\/b&gt; &amp; more/)
    assert.match(text, /<https:\/\/runbooks\.example\.com\/x\?a=1&amp;b=2%7C3\|Errors &lt;up&gt;>/)
    assert.match(text, /May be a repeat/)
    assert.equal(body.attachments[0]?.color, "#d92d20")
  })
  test("sixty huge alerts fit, and the rest is counted", async () => {
    assert.equal((await toBot(message(nasty))).ok, true)
    assert.match(bot.accepted.at(-1)!.body.text, /\+\d+ more$/)
    assert.equal((await toSlack(message(nasty))).ok, true)
    assert.match(workspace.accepted.at(-1)!.text, /\+\d+ more/)
  })
  test("one alert of any size fits", () => {
    const huge = alert({
      summary: "&".repeat(9000),
      description: "<😀>".repeat(9000),
      labels: Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`l${at}`, "&".repeat(500)])),
    })
    for (const alerts of [[huge], [huge, huge]]) {
      assert.ok(telegramText(message(alerts)).text.length <= 4096)
      for (const block of slackBlocks(message(alerts)).blocks) assert.ok(block.type === "section" && (block.text?.text.length ?? 0) <= 3000)
    }
    assert.match(telegramText(message([huge])).text, /Firing · HighErrorRate/)
  })
})

describe("what the vendors refuse", () => {
  test("Telegram's 429 says how long", async () => {
    bot.mischief.push({
      kind: "answer",
      status: 429,
      body: { ok: false, error_code: 429, description: "Too Many Requests: retry after 30", parameters: { retry_after: 30 } },
    })
    assert.partialDeepStrictEqual(await toBot(message([alert()])), { ok: false, retry: true, afterMs: 30_000 })
  })
  test("a group that became a supergroup", async () => {
    const body = {
      ok: false,
      error_code: 400,
      description: "Bad Request: group chat was upgraded to a supergroup chat",
      parameters: { migrate_to_chat_id: -100 },
    }
    bot.mischief.push({ kind: "answer", status: 400, body })
    assert.partialDeepStrictEqual(await toBot(message([alert()])), { ok: false, retry: true, settingsPatch: { chatId: "-100" } })
  })
  test("what can't be parsed goes once more as plain text", async () => {
    bot.mischief.push({
      kind: "answer",
      status: 400,
      body: { ok: false, error_code: 400, description: "Bad Request: can't parse entities" },
    })
    assert.equal((await toBot(message([alert()]))).ok, true)
    assert.deepEqual(bot.accepted.at(-1)!.body.entities, [])
    assert.match(bot.accepted.at(-1)!.body.text, /runbooks\.example\.com/)
  })
  test("a chat or token that is gone is broken for good", async () => {
    assert.partialDeepStrictEqual(await toBot(message([alert()]), { chatId: "-2" }), { ok: false, retry: false, broken: true })
    assert.partialDeepStrictEqual(await toBot(message([alert()]), { botToken: "1:bad" }), { ok: false, retry: false, broken: true })
    assert.partialDeepStrictEqual(await toSlack(message([alert()]), { channel: "C9" }), {
      ok: false,
      retry: false,
      broken: true,
      reason: "channel_not_found",
    })
    assert.partialDeepStrictEqual(await toSlack(message([alert()]), { token: "x" }), {
      ok: false,
      retry: false,
      broken: true,
      reason: "invalid_auth",
    })
  })
  test("Slack's 429 and its passing errors are tried again", async () => {
    workspace.mischief.push({ kind: "answer", status: 429, body: { ok: false }, headers: { "retry-after": "7" } })
    assert.partialDeepStrictEqual(await toSlack(message([alert()])), { ok: false, retry: true, afterMs: 7000 })
    workspace.mischief.push({ kind: "answer", status: 200, body: { ok: false, error: "internal_error" } })
    assert.partialDeepStrictEqual(await toSlack(message([alert()])), { ok: false, retry: true, reason: "internal_error" })
  })
  test("a connection that breaks after the request leaves the outcome open", async () => {
    bot.mischief.push({ kind: "accept-then-reset" })
    assert.partialDeepStrictEqual(await toBot(message([alert()])), { ok: false, retry: true, unknownOutcome: true })
    workspace.mischief.push({ kind: "accept-then-reset" })
    assert.partialDeepStrictEqual(await toSlack(message([alert()])), { ok: false, retry: true, unknownOutcome: true })
  })
  test("a connection that was refused does not", async () => {
    const gone = await telegramStandIn()
    await gone.stop()
    assert.partialDeepStrictEqual(await toBot(message([alert()]), { apiUrl: gone.url }), {
      ok: false,
      retry: true,
      unknownOutcome: false,
    })
    assert.partialDeepStrictEqual(await toSlack(message([alert()]), { apiUrl: gone.url }), {
      ok: false,
      retry: true,
      unknownOutcome: false,
    })
  })
})
