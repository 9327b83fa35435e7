"use client"

import { Button } from "@mantine/core"
import { IconDatabase, IconPlus, IconStarFilled } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { type Column, DataTable } from "#components/ui/data-table.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import type { DatasourceView } from "#lib/datasource/schema.ts"
import classes from "./datasource.module.css"
import { useDatasourceKinds, useDatasources } from "./use-datasources.ts"

/** What data is read from, and the way to more of it. */
export function DatasourcesPage() {
  const t = useTranslations("datasource")
  const router = useRouter()
  const found = useDatasources()
  const columns = useColumns()
  const add = (
    <Button component={Link} href="/settings/datasources/new" leftSection={<IconPlus size={16} stroke={1.5} />}>
      {t("add")}
    </Button>
  )
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={add} />
      {found.isError && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && <EmptyState icon={IconDatabase} title={t("none")} description={t("noneNext")} action={add} />}
      {!found.isError && found.data?.length !== 0 && (
        <DataTable
          label={t("title")}
          columns={columns}
          rows={found.data ?? []}
          rowKey={(source) => source.id}
          sort={{ key: "name", descending: false }}
          onOpen={(source) => router.push(`/settings/datasources/${encodeURIComponent(source.id)}`)}
          loading={found.isPending}
        />
      )}
    </>
  )
}

function useColumns(): Column<DatasourceView>[] {
  const t = useTranslations("datasource")
  const kinds = useDatasourceKinds()
  const labelOf = (source: DatasourceView) => kinds.data?.find((kind) => kind.name === source.kind)?.label ?? source.kind
  return [
    {
      key: "name",
      header: t("name"),
      cell: (source) => (
        <Link href={`/settings/datasources/${encodeURIComponent(source.id)}`} className={classes.name}>
          {source.name}
        </Link>
      ),
      sortValue: (source) => source.name,
    },
    { key: "kind", header: t("kind"), cell: labelOf, sortValue: labelOf, width: 120 },
    { key: "url", header: t("url"), wide: true, cell: (source) => <span className={classes.url}>{urlOf(source)}</span>, sortValue: urlOf },
    {
      key: "default",
      header: t("default"),
      cell: (source) =>
        source.isDefault && (
          <span className={classes.default}>
            <IconStarFilled size={12} aria-hidden /> {t("default")}
          </span>
        ),
      width: 90,
    },
    {
      key: "created",
      header: t("created"),
      wide: true,
      cell: (source) => <TimeText value={source.createdAt} />,
      sortValue: (source) => source.createdAt,
      width: 130,
    },
  ]
}

function urlOf(source: DatasourceView): string {
  return typeof source.settings?.url === "string" ? source.settings.url : ""
}
