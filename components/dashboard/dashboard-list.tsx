"use client"

import { Badge, Button, Select } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { IconLayoutDashboard, IconPlus } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { parseAsString, useQueryStates } from "nuqs"
import { useCan } from "#components/shell/viewer-context.tsx"
import { type Column, DataTable } from "#components/ui/data-table.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Page } from "#components/ui/page.tsx"
import { SearchField } from "#components/ui/search-field.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import { useList } from "#components/ui/use-list.ts"
import type { DashboardListItem } from "#lib/dashboard/list.ts"
import classes from "./dashboard-list.module.css"
import { StarButton } from "./star-button.tsx"

/** Every dashboard: found by title, folder or tag; the search is in the URL. */
export function DashboardList() {
  const t = useTranslations("dashboard")
  const router = useRouter()
  const canWrite = useCan("dashboard:write")
  const [filter, setFilter] = useQueryStates({ search: parseAsString.withDefault(""), folder: parseAsString, tag: parseAsString })
  const [search] = useDebouncedValue(filter.search, 200)
  const found = useList<DashboardListItem>({
    path: "/api/dashboards",
    key: ["dashboards", "list"],
    filter: { ...filter, search },
    limit: 100,
  })
  const rows = found.data ?? []
  const searching = search !== "" || filter.folder !== null || filter.tag !== null
  const create = canWrite && (
    <>
      <Button component={Link} href="/templates" variant="default">
        {t("fromTemplate")}
      </Button>
      <Button component={Link} href="/dashboards/new" leftSection={<IconPlus size={14} stroke={1.5} />}>
        {t("create")}
      </Button>
    </>
  )
  const folders = [...new Set(rows.map((row) => row.folder).filter(Boolean))].toSorted()
  return (
    <Page breadcrumb={[{ label: t("title") }]} actions={create}>
      {(rows.length > 0 || searching) && <Filters filter={filter} folders={folders} onChange={(change) => void setFilter(change)} />}
      {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {!found.error && (rows.length > 0 || found.isPending) && (
        <DataTable
          label={t("title")}
          columns={columns(t, (tag) => void setFilter({ tag }))}
          rows={rows}
          rowKey={(row) => row.id}
          loading={found.isPending}
          onOpen={(row) => router.push(`/dashboards/${row.id}`)}
        />
      )}
      {found.hasNextPage && (
        <Button mt={8} variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("loadMore")}
        </Button>
      )}
      {found.data && rows.length === 0 && (
        <EmptyState
          icon={IconLayoutDashboard}
          title={t(searching ? "noneFound" : "none")}
          description={t(searching ? "noneFoundNext" : canWrite ? "noneNext" : "noneViewer")}
          action={!searching && create}
        />
      )}
    </Page>
  )
}

interface Filter {
  search: string
  folder: string | null
  tag: string | null
}

function Filters({
  filter,
  folders,
  onChange,
}: {
  filter: Filter
  folders: string[]
  onChange: (change: Partial<{ [Key in keyof Filter]: Filter[Key] | null }>) => void
}) {
  const t = useTranslations("dashboard")
  return (
    <div className={classes.filters}>
      <SearchField
        className={classes.search}
        label={t("searchDashboards")}
        value={filter.search}
        onChange={(search) => onChange({ search })}
      />
      <Select
        placeholder={t("folder")}
        aria-label={t("folder")}
        clearable
        data={[...new Set([...folders, ...(filter.folder ? [filter.folder] : [])])]}
        value={filter.folder}
        onChange={(folder) => onChange({ folder })}
      />
      {filter.tag && (
        <Button variant="default" onClick={() => onChange({ tag: null })}>
          {t("tagFilter", { tag: filter.tag })} ✕
        </Button>
      )}
    </div>
  )
}

function columns(t: (key: string) => string, onTag: (tag: string) => void): Column<DashboardListItem>[] {
  return [
    { key: "star", header: "", width: 36, cell: (row) => <StarButton dashboard={row} /> },
    {
      key: "title",
      header: t("name"),
      sortValue: (row) => row.title,
      cell: (row) => (
        <Link href={`/dashboards/${row.id}`} className={classes.name}>
          {row.title}
        </Link>
      ),
    },
    { key: "folder", header: t("folder"), wide: true, sortValue: (row) => row.folder || undefined, cell: (row) => row.folder },
    {
      key: "tags",
      header: t("tags"),
      wide: true,
      cell: (row) =>
        row.tags.map((tag) => (
          <Badge
            key={tag}
            component="button"
            type="button"
            variant="default"
            size="sm"
            mr={4}
            tt="none"
            className={classes.tag}
            onClick={() => onTag(tag)}
          >
            {tag}
          </Badge>
        )),
    },
    {
      key: "updated",
      header: t("updated"),
      align: "end",
      sortValue: (row) => row.updatedAt,
      cell: (row) => <TimeText value={row.updatedAt} />,
    },
  ]
}
