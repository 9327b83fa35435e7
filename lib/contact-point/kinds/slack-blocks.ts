import type { KnownBlock } from "@slack/web-api"
import { type AlertFacts, cut, factsOf, type Link, moreText } from "../facts.ts"
import type { Message } from "../message.ts"

const MAX_BLOCKS = 50
const MAX_SECTION = 3_000
/** Undocumented: Slack refuses near 13,000; measured from 11,000 on. */
const MAX_SUM = 11_000
const RESERVE = 300

const COLOUR = { firing: "#d92d20", resolved: "#16803c" } as const

export interface SlackMessage {
  /** For notifications and readers that show no blocks. */
  text: string
  color: string
  blocks: KnownBlock[]
}

/** The message inside Slack's budgets: a section an alert, whole or not at all. */
export function slackBlocks(message: Message): SlackMessage {
  const facts = factsOf(message)
  const title = escape(facts.title)
  const headLines = [`*${title}*`, ...facts.notes.map(escape)]
  const isSingle = facts.alerts.length === 1 && facts.missing === 0
  const sections = isSingle ? [[...headLines, ...alertLines(facts.alerts[0]!)].join("\n")] : [headLines.join("\n")]
  let [shown, sum] = [isSingle ? 1 : 0, sections[0]!.length]
  for (const alert of isSingle ? [] : facts.alerts) {
    const text = alertLines(alert).join("\n")
    if (sections.length >= MAX_BLOCKS - 1 || sum + text.length > MAX_SUM - RESERVE) break
    sections.push(text)
    sum += text.length
    shown++
  }
  const hidden = facts.alerts.length - shown + facts.missing
  if (hidden > 0)
    sections.push(facts.more ? linkText({ text: moreText(message, hidden), url: facts.more }) : escape(moreText(message, hidden)))
  return { text: cut(title, 300), color: COLOUR[message.status], blocks: sections.map(section) }
}

const section = (text: string): KnownBlock => ({ type: "section", text: { type: "mrkdwn", text } })

/** One alert in at most a section's length: the links come first, so that a long text can't push them out. */
function alertLines(alert: AlertFacts): string[] {
  const links = alert.links.map(linkText).join("  |  ")
  const fixed = [...(alert.title ? [`*${escape(alert.title)}*`] : []), ...alert.lines.map(escape)]
  const code = [alert.labels, ...alert.samples].filter(Boolean).map((line) => `\`${escape(line.replaceAll("`", "'"))}\``)
  const length = [...fixed, ...code, links].join("\n").length
  const left = Math.max(0, MAX_SECTION - RESERVE - length)
  const texts = [alert.summary, alert.description].filter(Boolean).map((text) => fitting(text, Math.floor(left / 2)))
  const lines = [...fixed, ...texts, ...(length < MAX_SECTION - RESERVE ? code : []), links]
  return lines.filter(Boolean)
}

/** Escaped and not longer than `length`; never a cut `&amp;`. */
function fitting(text: string, length: number): string {
  const escaped = escape(text)
  if (escaped.length <= length) return escaped
  return escape(cut(text, Math.max(1, Math.floor((length * text.length) / escaped.length) - 10)))
    .slice(0, length)
    .replace(/&[a-z]*$/, "")
}

export const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")

function linkText({ text, url }: Link): string {
  const safe = url.replaceAll("|", "%7C").replaceAll(">", "%3E").replaceAll("<", "%3C").replaceAll("&", "&amp;")
  return `<${safe}|${escape(text.replaceAll("|", "/"))}>`
}
