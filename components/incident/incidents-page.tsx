"use client"

import { Button } from "@mantine/core"
import { IconCircleCheck, IconSearchOff } from "@tabler/icons-react"
import { useLocale, useTranslations } from "next-intl"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { parseAsString, useQueryState } from "nuqs"
import { Severity } from "#components/alert-instance/severity.tsx"
import { type Column, DataTable } from "#components/ui/data-table.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Page } from "#components/ui/page.tsx"
import { SearchField } from "#components/ui/search-field.tsx"
import { StatusBadge } from "#components/ui/status-badge.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import type { IncidentSummary } from "#lib/incident/schema.ts"
import { formatDuration } from "#lib/format/duration.ts"
import type { Language } from "#lib/language/language.ts"
import classes from "./incident.module.css"
import { useIncidents } from "./use-incidents.ts"

/** What is broken and what was, lately. */
export function IncidentsPage() {
  const t = useTranslations("incident")
  const router = useRouter()
  const [search, setSearch] = useQueryState("search", parseAsString.withDefault("").withOptions({ throttleMs: 300 }))
  const found = useIncidents(search)
  const columns = useColumns()
  const incidents = found.data
  return (
    <Page breadcrumb={[{ label: t("title") }]}>
      <div className={classes.tools}>
        <SearchField className={classes.search} label={t("search")} value={search} onChange={(text) => void setSearch(text)} />
      </div>
      {found.isError && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {incidents?.length === 0 ? (
        <EmptyState
          icon={search ? IconSearchOff : IconCircleCheck}
          title={search ? t("noMatch") : t("none")}
          description={search ? undefined : t("noneText")}
        />
      ) : found.isError && !incidents ? null : (
        <DataTable
          label={t("title")}
          columns={columns}
          rows={incidents ?? []}
          rowKey={(incident) => incident.id}
          onOpen={(incident) => router.push(`/i/${encodeURIComponent(incident.id)}`)}
          loading={found.isPending}
        />
      )}
      {found.hasNextPage && (
        <Button variant="default" mt="md" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Page>
  )
}

function useColumns(): Column<IncidentSummary>[] {
  const t = useTranslations("incident")
  const locale = useLocale() as Language
  return [
    {
      key: "state",
      header: t("state"),
      width: 120,
      cell: (incident) => (incident.endedAt ? <StatusBadge status="ok" label={t("ended")} /> : <StatusBadge status={incident.state} />),
    },
    {
      key: "name",
      header: t("what"),
      cell: (incident) => (
        <>
          <Link href={`/i/${encodeURIComponent(incident.id)}`} className={classes.link}>
            {incident.name}
          </Link>
          {incident.episodes > 1 && <span className={classes.dim}> {t("episodes", { count: incident.episodes })}</span>}
          {incident.summary && <div className={classes.summary}>{incident.summary}</div>}
        </>
      ),
    },
    { key: "service", header: t("service"), width: 180, cell: (incident) => incident.service || "–" },
    { key: "severity", header: t("severity"), width: 110, wide: true, cell: (incident) => <Severity severity={incident.severity} /> },
    { key: "since", header: t("since"), width: 130, cell: (incident) => <TimeText value={incident.startedAt} /> },
    {
      key: "duration",
      header: t("duration"),
      width: 110,
      wide: true,
      align: "end",
      cell: (incident) => formatDuration(Date.parse(incident.endedAt ?? new Date().toISOString()) - Date.parse(incident.startedAt), locale),
    },
  ]
}
