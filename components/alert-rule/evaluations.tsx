"use client"

import { useQuery } from "@tanstack/react-query"
import { useLocale, useTranslations } from "next-intl"
import { type Column, DataTable } from "#components/ui/data-table.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { StatusBadge } from "#components/ui/status-badge.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import type { AlertEvaluation } from "#lib/alert-rule/schema.ts"
import { formatDuration } from "#lib/format/duration.ts"
import { api } from "#lib/http/api.ts"
import type { Language } from "#lib/language/language.ts"
import classes from "./alert-rule.module.css"
import { rulePath } from "./use-rules.ts"

/** The last times the rule looked: how late, how long, how many series, what it came to. */
export function Evaluations({ ruleId }: { ruleId: string }) {
  const t = useTranslations("alertRule")
  const columns = useColumns()
  const found = useQuery({
    queryKey: ["alert-rules", ruleId, "evaluations"],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: AlertEvaluation[] }>(`${rulePath(ruleId, "evaluations")}?limit=50`, { signal })).items,
    refetchInterval: 10_000,
  })
  return (
    <section className={classes.section}>
      <h2>{t("evaluations")}</h2>
      {found.isError && !found.data && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} compact />}
      {found.data?.length === 0 ? (
        <p className={classes.dim}>{t("noEvaluations")}</p>
      ) : found.isError && !found.data ? null : (
        <DataTable
          label={t("evaluations")}
          columns={columns}
          rows={found.data ?? []}
          rowKey={(row) => row.slotAt}
          loading={found.isPending}
        />
      )}
    </section>
  )
}

function useColumns(): Column<AlertEvaluation>[] {
  const t = useTranslations("alertRule")
  const locale = useLocale() as Language
  return [
    { key: "slot", header: t("slot"), width: 220, cell: (row) => <TimeText value={row.slotAt} mode="absolute" /> },
    {
      key: "late",
      header: <span title={t("latenessMeans")}>{t("lateness")}</span>,
      align: "end",
      wide: true,
      width: 90,
      cell: (row) => formatDuration(Date.parse(row.startedAt) - Date.parse(row.slotAt), locale),
    },
    { key: "took", header: t("columnDuration"), align: "end", width: 90, cell: (row) => formatDuration(row.durationMs, locale) },
    { key: "series", header: t("series"), align: "end", width: 80, cell: (row) => row.series },
    {
      key: "verdict",
      header: t("verdict"),
      cell: (row) =>
        row.error ? (
          <span className={classes.evalError}>
            <StatusBadge status="error" /> {row.error}
          </span>
        ) : (
          <StatusBadge status={row.health === "nodata" ? "nodata" : row.verdict === "inactive" ? "ok" : row.verdict} />
        ),
    },
  ]
}
