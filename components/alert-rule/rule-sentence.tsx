"use client"

import { useLocale, useTranslations } from "next-intl"
import Link from "next/link"
import { operatorWord } from "#components/alert-instance/measured.tsx"
import { useRunbook } from "#components/runbook/use-runbooks.ts"
import { strong as b } from "#components/ui/slot.tsx"
import type { AlertRule } from "#lib/alert-rule/schema.ts"
import { formatDuration } from "#lib/format/duration.ts"
import { formatValue } from "#lib/format/value.ts"
import type { Language } from "#lib/language/language.ts"
import { tryDuration } from "#lib/time/duration.ts"
import classes from "./alert-rule.module.css"

/** The saved rule read aloud: when … is above … for …, as …, with runbook …. */
export function RuleSentence({ rule }: { rule: AlertRule }) {
  const t = useTranslations("alertRule")
  const locale = useLocale() as Language
  const time = (text: string) => formatDuration(tryDuration(text) ?? 0, locale)
  const condition = rule.condition
  return (
    <div className={classes.said}>
      <pre className={classes.expr}>{rule.query.expr}</pre>
      <p>
        {condition
          ? t.rich("saidCondition", {
              b,
              reducer: t(`reducer_${condition.reducer}`),
              op: t(`is_${operatorWord[condition.op]}`),
              threshold: formatValue(condition.threshold, { unit: rule.unit }, locale).full,
            })
          : t("saidInside")}{" "}
        {t.rich("saidTiming", { b, for: time(rule.for), every: time(rule.evaluateEvery) })}{" "}
        {rule.labels.severity && t.rich("saidSeverity", { b, severity: rule.labels.severity })}{" "}
        {rule.labels.service && t.rich("saidService", { b, service: rule.labels.service })}
      </p>
      <p className={classes.links}>
        {rule.runbookId ? <RunbookLink id={rule.runbookId} /> : <span className={classes.dim}>{t("saidNoRunbook")}</span>}
        {rule.dashboardId && (
          <Link
            href={`/dashboards/${encodeURIComponent(rule.dashboardId)}${rule.panelId ? `?viewPanel=${encodeURIComponent(rule.panelId)}` : ""}`}
          >
            {t("dashboard")}
          </Link>
        )}
      </p>
    </div>
  )
}

function RunbookLink({ id }: { id: string }) {
  const t = useTranslations("alertRule")
  const found = useRunbook(id)
  return (
    <Link href={`/runbooks/${encodeURIComponent(id)}`}>
      {t("runbook")}: {found.data?.title ?? id}
    </Link>
  )
}
