import { rateLimit, standIn, type StandIn, type Verdict } from "./chat.ts"

export interface SlackBlock {
  type: string
  text?: { type: string; text: string }
}
export interface SlackBody {
  text: string
  attachments: { color?: string; blocks?: SlackBlock[] }[]
}

const MAX_BLOCKS = 50
const MAX_SECTION = 3_000
const MAX_SUM = 13_000

const refusal = (error: string, messages?: string[]): Verdict<SlackBody> => ({
  ok: false,
  status: 200,
  answer: { ok: false, error, ...(messages ? { response_metadata: { messages } } : {}) },
})

/**
 * Slack's `chat.postMessage` with its rules: errors by name inside HTTP 200, block budgets, escaping, one message a second and channel.
 * @param options.everyMs distance that one channel's limit asks for; 0 for none
 */
export async function slackStandIn(
  options: { token?: string; channels?: string[]; everyMs?: number; port?: number } = {},
): Promise<StandIn<SlackBody>> {
  const wait = rateLimit(options.everyMs ?? 0, 3)
  let sent = 0
  return standIn(({ path, fields, headers }, nowMs): Verdict<SlackBody> => {
    if (!path.endsWith("/chat.postMessage")) return refusal("unknown_method")
    const token = headers.authorization?.replace(/^Bearer /, "")
    if (!token) return refusal("not_authed")
    if (options.token && token !== options.token) return refusal("invalid_auth")
    const channel = fields.channel ?? ""
    if (options.channels && !options.channels.includes(channel)) return refusal("channel_not_found")
    const waitMs = options.everyMs ? wait(channel, nowMs) : 0
    if (waitMs > 0)
      return {
        ok: false,
        status: 429,
        answer: { ok: false, error: "ratelimited" },
        headers: { "retry-after": String(Math.ceil(waitMs / 1000)) },
      }
    const body: SlackBody = { text: fields.text ?? "", attachments: JSON.parse(fields.attachments ?? "[]") as SlackBody["attachments"] }
    const blocks = body.attachments.flatMap((attachment) => attachment.blocks ?? [])
    const problem = problemOf(body, blocks)
    if (problem) return refusal(problem[0], problem[1])
    sent++
    return {
      ok: true,
      accepted: { to: channel, body, text: [body.text, ...blocks.map((block) => block.text?.text ?? "")].join("\n") },
      answer: { ok: true, channel, ts: `${Math.floor(nowMs / 1000)}.${String(sent).padStart(6, "0")}`, message: { text: body.text } },
    }
  }, options.port)
}

function problemOf({ text }: SlackBody, blocks: SlackBlock[]): [string, string[]?] | undefined {
  if (text === "" && blocks.length === 0) return ["no_text"]
  if (text.length > 40_000) return ["msg_too_long"]
  if (blocks.length > MAX_BLOCKS) return ["invalid_blocks", [`no more than ${MAX_BLOCKS} items allowed`]]
  const texts = blocks.map((block) => block.text?.text ?? "")
  if (texts.some((one) => one === "" || one.length > MAX_SECTION))
    return ["invalid_blocks", [`must be between 1 and ${MAX_SECTION} characters`]]
  if (texts.reduce((sum, one) => sum + one.length, 0) > MAX_SUM) return ["msg_blocks_too_long"]
  const raw = texts.find((one) => /&(?!amp;|lt;|gt;)/.test(one) || /<(?!https?:\/\/[^<>|]+\|[^<>|]+>)/.test(one))
  return raw === undefined ? undefined : ["invalid_blocks", [`unescaped text: ${raw.slice(0, 100)}`]]
}
