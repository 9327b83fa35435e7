"use client"

import { useTranslations } from "next-intl"
import type { Message, MessageAlert } from "#lib/contact-point/message.ts"
import { formatTime } from "#lib/format/date.ts"
import { formatDuration } from "#lib/format/duration.ts"
import classes from "./delivery.module.css"

/** The facts of a message in its own language and zone, alert by alert; each chat sets them in its own markup. */
export function SentMessage({ message }: { message: Message }) {
  const t = useTranslations("delivery")
  return (
    <div className={classes.message} data-status={message.status} lang={message.language}>
      {message.alerts.map((alert, index) => (
        <SentAlert key={index} alert={alert} message={message} />
      ))}
      {message.truncatedAlerts > 0 && <p className={classes.dim}>{t("moreAlerts", { count: message.truncatedAlerts })}</p>}
    </div>
  )
}

function SentAlert({ alert, message }: { alert: MessageAlert; message: Message }) {
  const t = useTranslations("delivery")
  const { language, timezone } = message
  const since = formatTime(alert.startsAtMs, timezone, language, { zone: true })
  const links = (["runbook", "dashboard", "incident"] as const).filter((name) => safe(alert.links[name]))
  return (
    <article className={classes.alert}>
      <p className={classes.head}>
        {alert.status === "firing" ? "🔴" : "🟢"} {t(`status_${alert.status}`)} ·{" "}
        {[alert.name, alert.service, alert.severity].filter(Boolean).join(" · ")}
      </p>
      <p>
        {[alert.value, alert.threshold && `(${alert.threshold})`].filter(Boolean).join(" ")}
        {alert.value && " · "}
        {since}
        {alert.endsAtMs !== undefined && ` · ${formatDuration(alert.endsAtMs - alert.startsAtMs, language)}`}
      </p>
      {alert.summary && <p>{alert.summary}</p>}
      {alert.samples.map((sample, index) => (
        <pre key={index} className={classes.verbatim}>
          {sample}
        </pre>
      ))}
      {links.length > 0 && (
        <p className={classes.links}>
          {links.map((name) => (
            <a key={name} href={alert.links[name]} target="_blank" rel="noopener noreferrer">
              {t(`link_${name}`)}
            </a>
          ))}
        </p>
      )}
    </article>
  )
}

/** Links come from labels and annotations too: nothing but http(s) may be followed. */
function safe(url: string | undefined): boolean {
  return url !== undefined && /^https?:\/\//i.test(url)
}
