"use client"

import { useLocale, useTranslations } from "next-intl"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { StatusBadge } from "#components/ui/status-badge.tsx"
import type { Locale } from "#lib/format/date.ts"
import { formatDuration } from "#lib/format/duration.ts"
import classes from "./datasource.module.css"
import type { useTestDatasource } from "./use-datasources.ts"

/** What the last test came to: works or not, which version, how long it took; the answer of a failure in its own words. */
export function ConnectionTest({ test }: { test: ReturnType<typeof useTestDatasource> }) {
  const t = useTranslations("datasource")
  const locale = useLocale() as Locale
  if (test.isError) return <ErrorNotice error={test.error} />
  if (!test.data) return null
  const { ok, message, version, latencyMs } = test.data
  return (
    <output className={classes.tested} data-stale={test.isPending || undefined}>
      <StatusBadge status={ok ? "ok" : "error"} label={t(ok ? "testWorks" : "testFailed")} />
      <span className={classes.answer}>{message || (version && t("version", { version }))}</span>
      <span className={classes.took}>{formatDuration(latencyMs, locale)}</span>
    </output>
  )
}
