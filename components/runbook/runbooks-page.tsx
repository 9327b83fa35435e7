"use client"

import { Anchor, Button } from "@mantine/core"
import { IconBook2, IconExternalLink, IconPlus } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { parseAsString, useQueryState } from "nuqs"
import { useCan } from "#components/shell/viewer-context.tsx"
import { type Column, DataTable } from "#components/ui/data-table.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Page } from "#components/ui/page.tsx"
import { SearchField } from "#components/ui/search-field.tsx"
import type { Runbook } from "#lib/runbook/schema.ts"
import { Coverage } from "./coverage-hint.tsx"
import classes from "./runbook.module.css"
import { useRunbooks } from "./use-runbooks.ts"

/** What to do when an alert fires: every runbook with whom it belongs to, and the rules that have none. */
export function RunbooksPage() {
  const t = useTranslations("runbook")
  const may = useCan("runbook:write")
  const router = useRouter()
  const [search, setSearch] = useQueryState("search", parseAsString.withDefault("").withOptions({ throttleMs: 300 }))
  const found = useRunbooks(search)
  const columns = useColumns()
  const add = may && (
    <Button component={Link} href="/runbooks/new" leftSection={<IconPlus size={16} stroke={1.5} />}>
      {t("new")}
    </Button>
  )
  return (
    <Page breadcrumb={[{ label: t("title") }]} actions={add}>
      <div className={classes.tools}>
        <SearchField className={classes.search} label={t("search")} value={search} onChange={(text) => void setSearch(text)} />
      </div>
      {found.isError && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 ? (
        <EmptyState
          icon={IconBook2}
          title={search ? t("noMatch") : t("none")}
          description={search ? undefined : t("noneNext")}
          action={!search && add}
        />
      ) : found.isError && !found.data ? null : (
        <DataTable
          label={t("title")}
          columns={columns}
          rows={found.data ?? []}
          rowKey={(runbook) => runbook.id}
          onOpen={(runbook) => router.push(`/runbooks/${encodeURIComponent(runbook.id)}`)}
          loading={found.isPending}
        />
      )}
      <Coverage runbooks={search ? undefined : found.data} />
    </Page>
  )
}

function useColumns(): Column<Runbook>[] {
  const t = useTranslations("runbook")
  return [
    {
      key: "title",
      header: t("columnTitle"),
      sortValue: (runbook) => runbook.title,
      cell: (runbook) => (
        <Link href={`/runbooks/${encodeURIComponent(runbook.id)}`} className={classes.title}>
          {runbook.title}
        </Link>
      ),
    },
    {
      key: "owner",
      header: t("owner"),
      wide: true,
      width: 160,
      sortValue: (runbook) => runbook.owner,
      cell: (runbook) => runbook.owner ?? "–",
    },
    {
      key: "matchers",
      header: t("matchers"),
      wide: true,
      width: 280,
      cell: (runbook) => <span className={classes.mono}>{runbook.matchers.join(", ") || "–"}</span>,
    },
    {
      key: "rules",
      header: t("columnRules"),
      width: 110,
      align: "end",
      sortValue: (runbook) => runbook.rules.length,
      cell: (runbook) => t("ruleCount", { count: runbook.rules.length }),
    },
    {
      key: "url",
      header: t("columnUrl"),
      wide: true,
      width: 90,
      cell: (runbook) =>
        runbook.url ? (
          <Anchor href={runbook.url} target="_blank" rel="noopener noreferrer" fz={12}>
            {t("open")} <IconExternalLink size={12} stroke={1.5} aria-hidden />
          </Anchor>
        ) : (
          "–"
        ),
    },
  ]
}
