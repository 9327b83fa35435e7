"use client"

import { Textarea } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { IconArrowRight } from "@tabler/icons-react"
import { useLocale, useTranslations } from "next-intl"
import { useState } from "react"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { formatDuration } from "#lib/format/duration.ts"
import type { Language } from "#lib/language/language.ts"
import type { Explanation } from "#lib/notification/schema.ts"
import classes from "./notification-policy.module.css"
import { parseLabels } from "./typed-labels.ts"
import { useExplanation } from "./use-policy.ts"

/** Type labels, see where an alert with them goes. */
export function Explain() {
  const t = useTranslations("notification")
  const [typed, setTyped] = useState("alertname=ServiceDown, service=checkout, severity=critical")
  const [settled] = useDebouncedValue(typed, 300)
  const labels = parseLabels(settled)
  const answer = useExplanation(labels)
  return (
    <section className={classes.explain}>
      <h3>{t("explain")}</h3>
      <Textarea
        aria-label={t("explainLabels")}
        description={t("explainHint")}
        autosize
        minRows={2}
        maxRows={6}
        value={typed}
        error={labels === undefined ? t("labelsInvalid") : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        classNames={{ input: classes.mono }}
      />
      {answer.isError && <ErrorNotice error={answer.error} compact />}
      {answer.data && <Answer answer={answer.data} />}
    </section>
  )
}

function Answer({ answer }: { answer: Explanation }) {
  const t = useTranslations("notification")
  const locale = useLocale() as Language
  if (!answer.delivers) return <p className={classes.nowhere}>{t("explainNowhere")}</p>
  return answer.routes.map((route) => (
    <div key={route.contactPointId} className={classes.route}>
      <p className={classes.target}>
        <IconArrowRight size={16} stroke={1.5} aria-hidden /> {route.contactPoint}
      </p>
      <p>
        {t("explainWaits", {
          wait: formatDuration(route.groupWaitMs, locale),
          interval: formatDuration(route.groupIntervalMs, locale),
          repeat: formatDuration(route.repeatIntervalMs, locale),
        })}
      </p>
      <p className={classes.mono}>
        {t("explainGroup")}{" "}
        {Object.entries(route.groupLabels)
          .map(([name, value]) => `${name}="${value}"`)
          .join(" ") || "–"}
      </p>
    </div>
  ))
}
