"use client"

import { useLocale, useTranslations } from "next-intl"
import { TimeText } from "#components/ui/time-text.tsx"
import type { Delivery, DeliveryAttempt } from "#lib/delivery/schema.ts"
import { formatDuration } from "#lib/format/duration.ts"
import type { Language } from "#lib/language/language.ts"
import classes from "./delivery.module.css"

/** Each try: when, how it ended, how long it took, the vendor's words, and when the next one is. */
export function Attempts({ delivery }: { delivery: Pick<Delivery, "attempts" | "state" | "nextTryAt"> }) {
  const t = useTranslations("delivery")
  if (delivery.attempts.length === 0)
    return (
      <p className={classes.dim}>
        {t("notYet")} {delivery.nextTryAt && <TimeText value={delivery.nextTryAt} />}
      </p>
    )
  return (
    <ol className={classes.attempts}>
      {delivery.attempts.map((attempt) => (
        <Attempt key={attempt.number} attempt={attempt} waiting={delivery.state === "pending"} />
      ))}
    </ol>
  )
}

function Attempt({ attempt, waiting }: { attempt: DeliveryAttempt; waiting: boolean }) {
  const t = useTranslations("delivery")
  const locale = useLocale() as Language
  return (
    <li>
      <p className={classes.attempt}>
        <span className={classes.state} data-outcome={attempt.outcome}>
          {t("attemptNumber", { number: attempt.number })} · {t(`outcome_${attempt.outcome}`)}
        </span>
        <span className={classes.dim}>
          <TimeText value={attempt.startedAt} mode="absolute" />
          {attempt.durationMs !== undefined && ` · ${formatDuration(attempt.durationMs, locale)}`}
        </span>
      </p>
      {attempt.reason && <p className={classes.reason}>{attempt.reason}</p>}
      {attempt.response && (
        <details>
          <summary>{t("response")}</summary>
          <pre className={classes.verbatim}>{attempt.response}</pre>
        </details>
      )}
      {waiting && attempt.nextTryAt && (
        <p className={classes.dim}>
          {t("nextTry")} <TimeText value={attempt.nextTryAt} />
        </p>
      )}
    </li>
  )
}
