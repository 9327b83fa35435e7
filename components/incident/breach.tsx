"use client"

import { Skeleton } from "@mantine/core"
import { useTranslations } from "next-intl"
import { useMemo } from "react"
import { ValueChart } from "#components/alert-rule/value-chart.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import type { Incident } from "#lib/incident/schema.ts"
import { spansOf } from "./breach-series.ts"
import classes from "./incident.module.css"
import { useBreach } from "./use-incidents.ts"

/** The measured value with its threshold; where the alert waited is hatched, where it fired is shaded. */
export function Breach({ incident }: { incident: Incident }) {
  const t = useTranslations("incident")
  const breach = useBreach(incident)
  const open = incident.firing.to === undefined
  const range = useMemo(
    () => ({
      fromMs: Date.parse(incident.view.from),
      toMs: open ? Math.max(Date.parse(incident.view.to), breach.dataUpdatedAt) : Date.parse(incident.view.to),
    }),
    [incident.view.from, incident.view.to, open, breach.dataUpdatedAt],
  )
  const regions = useMemo(
    () => spansOf(incident.timeline, range.toMs).map((span) => ({ ...span, label: t(`span_${span.state}`) })),
    [incident.timeline, range.toMs, t],
  )
  return (
    <section>
      <h2>{t("breach")}</h2>
      <div className={classes.chart}>
        {breach.isPending && <Skeleton height={240} />}
        {breach.isError && <ErrorNotice error={breach.error} onRetry={() => void breach.refetch()} compact />}
        {breach.data?.series.length === 0 && <p className={classes.dim}>{t("breachNothing")}</p>}
        {breach.data && breach.data.series.length > 0 && (
          <ValueChart
            label={t("breach")}
            series={breach.data.series}
            threshold={incident.breach?.threshold ?? incident.instance.condition?.threshold}
            unit={incident.rule.unit}
            range={range}
            stepMs={breach.data.stepMs}
            regions={regions}
            height={260}
          />
        )}
        {breach.data && breach.data.others > 0 && <p className={classes.dim}>{t("others", { count: breach.data.others })}</p>}
        {breach.data?.notices.map((notice) => (
          <p key={notice} className={classes.dim}>
            {notice}
          </p>
        ))}
      </div>
    </section>
  )
}
