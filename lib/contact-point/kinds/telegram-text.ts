import { EntityBuilder, type MessageEntity } from "node-telegram-bot-api"
import { type AlertFacts, type Facts, factsOf, type Link, moreText } from "../facts.ts"
import type { Message } from "../message.ts"

/** After entities are applied; in UTF-16 units. */
const MAX_TEXT = 4096
const MAX_ENTITIES = 100
/** Kept free for "+N more". */
const RESERVE = 200
const RESERVED_ENTITIES = 1
const MAX_BUTTONS = 6

export interface TelegramText {
  text: string
  entities: MessageEntity[]
  buttons: Link[]
}

type Piece = { text: string; as?: "bold" | "code" | { url: string } }

/** The message inside Telegram's limits: alerts are added whole until the next one doesn't fit, entities are never cut. */
export function telegramText(message: Message): TelegramText {
  const facts = factsOf(message)
  const [only] = facts.alerts
  const buttons =
    facts.alerts.length === 1 && facts.missing === 0 ? only!.links.filter((link) => isButton(link.url)).slice(0, MAX_BUTTONS) : []
  const used = head(facts)
  let shown = 0
  for (const alert of facts.alerts) {
    const block = alertPieces(alert, new Set(buttons.map((button) => button.url)))
    if (!fits([...used, ...block])) break
    used.push(...block)
    shown++
  }
  const hidden = facts.alerts.length - shown + facts.missing
  if (hidden > 0) used.push(...morePieces(message, hidden, facts.more))
  return { ...build(used), buttons }
}

function head(facts: Facts): Piece[] {
  return [{ text: facts.title, as: "bold" }, ...facts.notes.map((note) => ({ text: `\n${note}` }))]
}

function alertPieces(alert: AlertFacts, onButtons: Set<string>): Piece[] {
  const pieces: Piece[] = alert.title ? [{ text: "\n\n" }, { text: alert.title, as: "bold" }] : []
  for (const line of alert.lines) pieces.push({ text: `\n${line}` })
  for (const text of [alert.summary, alert.description]) if (text) pieces.push({ text: `\n${text}` })
  if (alert.labels) pieces.push({ text: "\n" }, { text: alert.labels, as: "code" })
  for (const sample of alert.samples) pieces.push({ text: "\n" }, { text: sample, as: "code" })
  const links = alert.links.filter((link) => !onButtons.has(link.url))
  for (const link of links) pieces.push({ text: "\n" }, ...linkPieces(link))
  return pieces
}

/** Telegram drops links to hosts that only we can reach, text and all: those are written out. */
const linkPieces = ({ text, url }: Link): Piece[] => (isButton(url) ? [{ text, as: { url } }] : [{ text: `${text}: ${url}` }])

function morePieces(message: Message, count: number, url: string | undefined): Piece[] {
  const text = moreText(message, count)
  return [{ text: "\n\n" }, url && isButton(url) ? { text, as: { url } } : { text }]
}

function fits(pieces: Piece[]): boolean {
  const length = pieces.reduce((sum, piece) => sum + piece.text.length, 0)
  const entities = pieces.filter((piece) => piece.as).length
  return length <= MAX_TEXT - RESERVE && entities <= MAX_ENTITIES - RESERVED_ENTITIES
}

function build(pieces: Piece[]): Pick<TelegramText, "text" | "entities"> {
  const builder = new EntityBuilder()
  for (const { text, as } of pieces) {
    if (as === "bold") builder.bold(text)
    else if (as === "code") builder.code(text)
    else if (as) builder.link(text, as.url)
    else builder.plain(text)
  }
  return builder.build()
}

/** Telegram takes only addresses of the public web: a name with a dot, or an IP address. */
export function isButton(text: string): boolean {
  const url = URL.parse(text)
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) return false
  const isLocal = /(^|\.)(localhost|local|internal|lan|home|corp)$|^\[|^127\.|^0\./.test(url.hostname)
  return url.hostname.includes(".") && !isLocal
}
