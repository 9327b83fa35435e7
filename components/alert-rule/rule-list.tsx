"use client"

import { Button } from "@mantine/core"
import { IconBell, IconSearchOff } from "@tabler/icons-react"
import { useLocale, useTranslations } from "next-intl"
import type { Language } from "#lib/language/language.ts"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { parseAsString, useQueryState } from "nuqs"
import { useCan } from "#components/shell/viewer-context.tsx"
import { type Column, DataTable } from "#components/ui/data-table.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import { SearchField } from "#components/ui/search-field.tsx"
import type { AlertRule } from "#lib/alert-rule/schema.ts"
import { formatDuration } from "#lib/format/duration.ts"
import { parseDuration } from "#lib/time/duration.ts"
import classes from "./alert-rule.module.css"
import { groupRules, type RuleGroup } from "./grouping.ts"
import { RuleMenu } from "./rule-menu.tsx"
import { RuleHealth, RuleStatus } from "./rule-status.tsx"
import { useRules } from "./use-rules.ts"

/** Every rule by group: what it says now, whether it can look, how long that takes. */
export function RuleList() {
  const t = useTranslations("alertRule")
  const [search, setSearch] = useQueryState("search", parseAsString.withDefault("").withOptions({ throttleMs: 300 }))
  const found = useRules(search)
  const groups = found.data && groupRules(found.data)
  return (
    <>
      <div className={classes.tools}>
        <SearchField
          className={classes.search}
          label={t("search")}
          hint={t("searchHint")}
          value={search}
          onChange={(text) => void setSearch(text)}
        />
      </div>
      {found.isError && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Group group={{ name: "", evaluateEvery: "", rules: [] }} loading />}
      {groups?.map((group) => (
        <Group key={`${group.name} ${group.evaluateEvery}`} group={group} />
      ))}
      {groups?.length === 0 && <NoRules searched={search !== ""} />}
      {found.hasNextPage && (
        <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  )
}

function Group({ group, loading = false }: { group: RuleGroup; loading?: boolean }) {
  const t = useTranslations("alertRule")
  const locale = useLocale() as Language
  const router = useRouter()
  return (
    <section className={classes.group}>
      {!loading && (
        <h2 className={classes.groupName}>
          {group.name}{" "}
          <span className={classes.dim}>{t("everyText", { duration: formatDuration(parseDuration(group.evaluateEvery), locale) })}</span>
        </h2>
      )}
      <DataTable
        label={group.name}
        columns={useColumns()}
        rows={group.rules}
        rowKey={(rule) => rule.id}
        onOpen={(rule) => router.push(`/alerts/rules/${encodeURIComponent(rule.id)}`)}
        loading={loading}
      />
    </section>
  )
}

function useColumns(): Column<AlertRule>[] {
  const t = useTranslations("alertRule")
  const locale = useLocale() as Language
  return [
    { key: "state", header: t("columnState"), width: 120, cell: (rule) => <RuleStatus rule={rule} /> },
    {
      key: "name",
      header: t("columnName"),
      cell: (rule) => (
        <Link href={`/alerts/rules/${encodeURIComponent(rule.id)}`} className={classes.ruleName}>
          {rule.name}
        </Link>
      ),
    },
    { key: "instances", header: t("columnInstances"), width: 200, wide: true, cell: (rule) => <Counts rule={rule} /> },
    { key: "health", header: t("columnHealth"), width: 180, wide: true, cell: (rule) => <RuleHealth rule={rule} /> },
    {
      key: "last",
      header: t("columnLast"),
      width: 130,
      wide: true,
      cell: (rule) =>
        rule.lastEvaluatedAt ? <TimeText value={rule.lastEvaluatedAt} /> : <span className={classes.dim}>{t("never")}</span>,
    },
    {
      key: "duration",
      header: t("columnDuration"),
      width: 90,
      wide: true,
      align: "end",
      cell: (rule) => (rule.lastDurationMs === undefined ? "–" : formatDuration(rule.lastDurationMs, locale)),
    },
    {
      key: "missed",
      header: <span title={t("missedMeans")}>{t("columnMissed")}</span>,
      width: 80,
      wide: true,
      align: "end",
      cell: (rule) => <span className={rule.missedSlots > 0 ? undefined : classes.dim}>{rule.missedSlots}</span>,
    },
    { key: "menu", header: "", width: 40, align: "end", cell: (rule) => <RuleMenu rule={rule} /> },
  ]
}

/** "2 firing · 1 pending". */
function Counts({ rule }: { rule: AlertRule }) {
  const t = useTranslations("alertRule")
  const parts = (["firing", "pending", "recovering"] as const).filter((state) => rule.instances[state] > 0)
  if (parts.length === 0) return <span className={classes.dim}>–</span>
  return parts.map((state) => t(`count_${state}`, { count: rule.instances[state] })).join(" · ")
}

function NoRules({ searched }: { searched: boolean }) {
  const t = useTranslations("alertRule")
  const may = useCan("alert-rule:write")
  if (searched) return <EmptyState icon={IconSearchOff} title={t("noMatch")} description={t("noMatchNext")} />
  return (
    <EmptyState
      icon={IconBell}
      title={t("noRules")}
      description={t("noRulesNext")}
      action={
        may && (
          <Button component={Link} href="/alerts/rules/new">
            {t("new")}
          </Button>
        )
      }
    />
  )
}
