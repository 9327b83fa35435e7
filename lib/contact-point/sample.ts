import { translator } from "#lib/language/translate.ts"
import type { Message, MessageAlert } from "./message.ts"

interface Sample {
  language: Message["language"]
  timezone: string
  nowMs: number
  publicUrl: string
  /** The newest real alert; the message shows it as it would look. */
  alert?: MessageAlert
}

const FIVE_MINUTES_MS = 300_000

/** The message of the "send a test" button: the last real alert, or one with the characters that break careless senders. */
export function sampleMessage({ language, timezone, nowMs, publicUrl, alert }: Sample): Message {
  const t = translator(language)
  const made: MessageAlert = {
    status: "firing",
    name: t("message.sampleName"),
    service: "checkout",
    severity: "warning",
    labels: { alertname: t("message.sampleName"), service: "checkout", severity: "warning", instance: "web-1:9100" },
    summary: t("message.sampleSummary", { name: "checkout" }),
    description: "",
    value: "7.2%",
    threshold: "> 5%",
    startsAtMs: nowMs - FIVE_MINUTES_MS,
    links: { runbook: `${publicUrl}/runbooks`, dashboard: `${publicUrl}/dashboards` },
    samples: [],
  }
  const shown = alert ?? made
  return {
    status: shown.status,
    language,
    timezone,
    groupLabels: {},
    alerts: [shown],
    truncatedAlerts: 0,
    links: {},
    mayBeRepeat: false,
    test: true,
  }
}
