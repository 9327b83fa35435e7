import { formatTime } from "#lib/format/date.ts"
import { formatDuration } from "#lib/format/duration.ts"
import { translator } from "#lib/language/translate.ts"
import type { Message, MessageAlert } from "./message.ts"

/** A message as lines, before any vendor's markup. Nothing is cut to a budget yet, but no field is endless. */
export interface Facts {
  /** "🔴 Firing · HighErrorRate · checkout · critical" */
  title: string
  notes: string[]
  alerts: AlertFacts[]
  /** Alerts that the message doesn't hold at all. */
  missing: number
  /** Where the rest can be seen. */
  more?: string
}
export interface AlertFacts {
  /** Absent when the message's title says it already. */
  title?: string
  lines: string[]
  summary: string
  description: string
  labels: string
  samples: string[]
  links: Link[]
}
export interface Link {
  text: string
  url: string
}

const MAX_SUMMARY = 600
const MAX_DESCRIPTION = 900
const MAX_LABELS = 300
const MAX_TITLE_PART = 80
const MAX_URL = 1_500
const SEPARATOR = " · "

export function factsOf(message: Message): Facts {
  const t = translator(message.language)
  const { alerts } = message
  const isSingle = alerts.length === 1 && message.truncatedAlerts === 0
  const count = alerts.length + message.truncatedAlerts
  const parts = isSingle ? [] : [t("message.alerts", { count })]
  const notes = [...(message.test ? [t("message.test")] : []), ...(message.mayBeRepeat ? [t("message.mayBeRepeat")] : [])]
  return {
    title: [statusText(message.status, t), ...common(alerts), ...parts].join(SEPARATOR),
    notes,
    alerts: alerts.map((alert) => alertFacts(alert, message, !isSingle)),
    missing: message.truncatedAlerts,
    more: message.links.incident,
  }
}

/** "+3 more", in the message's language. */
export const moreText = (message: Message, count: number): string => translator(message.language)("message.more", { count })

type Words = ReturnType<typeof translator>

const statusText = (status: Message["status"], t: Words) => `${status === "firing" ? "🔴" : "🟢"} ${t(`message.${status}`)}`

/** Name, service and severity as far as all alerts share them. */
function common(alerts: MessageAlert[]): string[] {
  const shared = (pick: (alert: MessageAlert) => string) => {
    const values = new Set(alerts.map(pick))
    return values.size === 1 ? [...values].filter(Boolean).map((value) => cut(value, MAX_TITLE_PART)) : []
  }
  return [...shared((alert) => alert.name), ...shared((alert) => alert.service), ...shared((alert) => alert.severity)]
}

function alertFacts(alert: MessageAlert, message: Message, withTitle: boolean): AlertFacts {
  const t = translator(message.language)
  return {
    title: withTitle ? [statusText(alert.status, t), ...common([alert])].join(SEPARATOR) : undefined,
    lines: [...valueLine(alert, t), timeLine(alert, message, t)],
    summary: cut(alert.summary, MAX_SUMMARY),
    description: cut(alert.description, MAX_DESCRIPTION),
    labels: cut(labelsText(alert), MAX_LABELS),
    samples: alert.samples.slice(0, 3).map((line) => cut(line, 200)),
    links: linksOf(alert, t),
  }
}

function valueLine(alert: MessageAlert, t: Words): string[] {
  if (alert.value === undefined) return []
  if (alert.threshold === undefined) return [alert.value]
  return [t(alert.status === "firing" ? "message.value" : "message.now", { value: alert.value, threshold: alert.threshold })]
}

function timeLine(alert: MessageAlert, { timezone, language }: Message, t: Words): string {
  const at = (ms: number) => formatTime(ms, timezone, language)
  if (alert.status === "firing" || alert.endsAtMs === undefined) return t("message.since", { time: at(alert.startsAtMs) })
  const duration = formatDuration(Math.max(0, alert.endsAtMs - alert.startsAtMs), language)
  return t("message.lasted", { duration, from: at(alert.startsAtMs), to: at(alert.endsAtMs) })
}

function labelsText(alert: MessageAlert): string {
  const told = new Set([alert.name, alert.service, alert.severity])
  return Object.entries(alert.labels)
    .filter(([name, value]) => name !== "alertname" && !told.has(value))
    .map(([name, value]) => `${name}=${cut(value, 80)}`)
    .toSorted()
    .join(" ")
}

function linksOf({ links }: MessageAlert, t: Words): Link[] {
  const all = [
    { text: cut(links.runbookTitle ?? "", 60) || t("message.runbook"), url: links.runbook },
    { text: t("message.dashboard"), url: links.dashboard },
    { text: t("message.incident"), url: links.incident },
  ]
  return all.filter((link): link is Link => link.url !== undefined && isWebUrl(link.url))
}

/** Annotations come from anybody: only http and https become links. */
function isWebUrl(text: string): boolean {
  const url = URL.parse(text)
  return text.length <= MAX_URL && url !== null && (url.protocol === "http:" || url.protocol === "https:")
}

/** At most `length` UTF-16 units, never half a character; control characters are dropped. */
export function cut(text: string, length: number): string {
  const clean = text.replace(/[^\P{Cc}\t\n]/gu, "").toWellFormed()
  if (clean.length <= length) return clean
  const end = /[\uD800-\uDBFF]/.test(clean[length - 2] ?? "") ? length - 2 : length - 1
  return `${clean.slice(0, end)}…`
}
