import { rateLimit, standIn, type StandIn, type Verdict } from "./chat.ts"

export interface TelegramBody {
  text: string
  entities: { type: string; offset: number; length: number; url?: string }[]
  buttons: { text: string; url: string }[]
}

const MAX_TEXT = 4096
const MAX_ENTITIES = 100
const KNOWN = new Set(["bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link", "blockquote"])

const refusal = (code: number, description: string, parameters?: object): Verdict<TelegramBody> => ({
  ok: false,
  status: code,
  answer: { ok: false, error_code: code, description, parameters },
})

/**
 * The Bot API's `sendMessage` with its rules: token, chat, 4,096 UTF-16 units, whole entities inside the text, public addresses on
 * buttons, one message a second and chat.
 * @param options.everyMs distance that one chat's limit asks for; 0 for none
 */
export async function telegramStandIn(
  options: { token?: string; chats?: string[]; everyMs?: number; port?: number } = {},
): Promise<StandIn<TelegramBody>> {
  const wait = rateLimit(options.everyMs ?? 0, 3)
  let messageId = 0
  return standIn(({ path, fields }, nowMs): Verdict<TelegramBody> => {
    const [, token, method] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? []
    if (!token || (options.token && token !== options.token)) return refusal(401, "Unauthorized")
    if (method !== "sendMessage") return refusal(404, "Not Found: method not found")
    const chat = fields.chat_id ?? ""
    if (options.chats && !options.chats.includes(chat)) return refusal(400, "Bad Request: chat not found")
    const waitMs = options.everyMs ? wait(chat, nowMs) : 0
    if (waitMs > 0) {
      const seconds = Math.ceil(waitMs / 1000)
      return refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
    }
    const body = readBody(fields)
    const problem = problemOf(body, fields)
    if (problem) return refusal(400, `Bad Request: ${problem}`)
    const urls = [...body.entities.flatMap((entity) => entity.url ?? []), ...body.buttons.map((button) => button.url)]
    messageId++
    return {
      ok: true,
      accepted: { to: chat, body, text: [body.text, ...body.buttons.map((button) => button.text), ...urls].join("\n") },
      answer: {
        ok: true,
        result: {
          message_id: messageId,
          date: Math.floor(nowMs / 1000),
          chat: { id: Number(chat) || chat, type: "group" },
          text: body.text,
        },
      },
    }
  }, options.port)
}

function readBody(fields: Record<string, string>): TelegramBody {
  const markup = JSON.parse(fields.reply_markup ?? "{}") as { inline_keyboard?: TelegramBody["buttons"][] }
  return {
    text: fields.text ?? "",
    entities: JSON.parse(fields.entities ?? "[]") as TelegramBody["entities"],
    buttons: (markup.inline_keyboard ?? []).flat(),
  }
}

function problemOf({ text, entities, buttons }: TelegramBody, fields: Record<string, string>): string | undefined {
  if (text.trim() === "") return "message text is empty"
  if (text.length > MAX_TEXT) return "message is too long"
  if (fields.parse_mode) return "can't parse entities: this stand-in wants entities, not a parse mode"
  if (entities.length > MAX_ENTITIES) return "too many entities"
  const wrong = entities.find((entity) => !isWhole(entity, text))
  if (wrong) return `can't parse entities: ${JSON.stringify(wrong)}`
  const button = buttons.find(({ url, text: label }) => !label || !isPublic(url))
  return button && `inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`
}

function isWhole({ type, offset, length, url }: TelegramBody["entities"][number], text: string): boolean {
  if (!KNOWN.has(type) || length <= 0 || offset < 0 || offset + length > text.length) return false
  const isHalf = (at: number) => /[\uDC00-\uDFFF]/.test(text[at] ?? "") && /[\uD800-\uDBFF]/.test(text[at - 1] ?? "")
  return !isHalf(offset) && !isHalf(offset + length) && (type !== "text_link" || isPublic(url ?? ""))
}

function isPublic(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^(https?|tg):$/.test(url.protocol) && url.hostname.includes(".")
}
