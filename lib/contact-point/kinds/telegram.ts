import { Api, type SendMessageParams, TelegramApiError } from "node-telegram-bot-api"
import { z } from "zod"
import { defineContactPoint, type SendContext, type SendResult } from "../kind.ts"
import { mayHaveArrived, reasonOf } from "../outcome.ts"
import { telegramText } from "./telegram-text.ts"

const Settings = z.strictObject({
  botToken: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_:-]{1,200}$/)
    .meta({ title: "Bot token", secret: true }),
  chatId: z
    .string()
    .trim()
    .regex(/^(-?\d{1,20}|@[A-Za-z0-9_]{1,64})$/)
    .meta({ title: "Chat ID" }),
  /** Topic of a forum. */
  threadId: z.int().positive().optional().meta({ title: "Topic ID" }),
  silent: z.boolean().optional().meta({ title: "Without sound" }),
  apiUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional()
    .meta({ title: "API URL" }),
})
type Settings = z.output<typeof Settings>

/** Telegram's own advice for one chat. */
const MIN_INTERVAL_MS = 1_000
const TIMEOUT_MS = 20_000

export const telegram = defineContactPoint({
  name: "telegram",
  label: "Telegram",
  settings: Settings,
  rateKey: (settings) => `${settings.apiUrl ?? ""} ${settings.chatId}`,
  minIntervalMs: MIN_INTERVAL_MS,
  async send(settings, message, context) {
    const { text, entities, buttons } = telegramText(message)
    const keyboard = buttons.map(({ text, url }) => ({ text, url }))
    const params: SendMessageParams = {
      chat_id: settings.chatId,
      text,
      entities,
      ...(settings.threadId ? { message_thread_id: settings.threadId } : {}),
      ...(settings.silent ? { disable_notification: true } : {}),
      ...(keyboard.length > 0 ? { reply_markup: { inline_keyboard: [keyboard] } } : {}),
      link_preview_options: { is_disabled: true },
    }
    const result = await trySend(settings, params, context)
    if (result.ok || !result.plain) return result
    // Delivery beats beauty: what Telegram can't read goes once more without any markup.
    const links = buttons.map((button) => `\n${button.text}: ${button.url}`).join("")
    const { entities: _, reply_markup: __, ...bare } = params
    return trySend(settings, { ...bare, text: `${text}${links}`.slice(0, 4096).toWellFormed() }, context)
  },
})

async function trySend(
  settings: Settings,
  params: SendMessageParams,
  { fetch, signal }: SendContext,
): Promise<SendResult & { plain?: boolean }> {
  const api = new Api(settings.botToken, { apiRoot: settings.apiUrl, fetch, timeoutMs: TIMEOUT_MS, maxRetries: 0 })
  try {
    const sent = await api.sendMessage(params, signal)
    return { ok: true, reference: { chatId: String(sent.chat?.id ?? settings.chatId), messageId: String(sent.message_id) } }
  } catch (error) {
    return error instanceof TelegramApiError
      ? refusal(error)
      : { ok: false, retry: true, reason: reasonOf(error), unknownOutcome: mayHaveArrived(error) }
  }
}

/** Of the chat or the bot, whatever the message says. */
const CHAT_IS_BROKEN =
  /chat not found|bot was (blocked|kicked)|user is deactivated|not enough rights|have no rights|need administrator rights|chat_write_forbidden|group chat was deactivated|thread not found|topic_closed|peer_id_invalid/i

function refusal(error: TelegramApiError): SendResult & { plain?: boolean } {
  const { errorCode, description } = error
  const refused = { ok: false as const, reason: `${errorCode} ${description}` }
  if (errorCode === 429) return { ...refused, retry: true, afterMs: (error.retryAfter ?? 5) * 1000 }
  if (error.migrateToChatId) return { ...refused, retry: true, afterMs: 0, settingsPatch: { chatId: String(error.migrateToChatId) } }
  if (errorCode >= 500) return { ...refused, retry: true }
  const broken = errorCode === 401 || errorCode === 403 || errorCode === 404 || CHAT_IS_BROKEN.test(description)
  return { ...refused, retry: false, broken, plain: errorCode === 400 && !broken }
}
