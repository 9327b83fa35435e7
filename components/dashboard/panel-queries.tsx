"use client"

import { ActionIcon, Button, Group } from "@mantine/core"
import { IconArrowDown, IconArrowUp, IconCopy, IconEye, IconEyeOff, IconPlayerPlay, IconPlus, IconTrash } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { useMemo, useState } from "react"
import { DatasourcePicker } from "#components/datasource/datasource-picker.tsx"
import { QueryEditor } from "#components/datasource/query-editor.tsx"
import type { Panel, PanelQuery } from "#lib/dashboard/schema.ts"
import type { Range } from "#lib/time/range.ts"
import { Tooltip } from "#components/ui/tooltip.tsx"
import classes from "./panel-editor.module.css"
import { addQuery, duplicateQuery, moveQuery } from "./query-refs.ts"

/** The panel's datasource and its queries; each can be hidden, copied, moved, removed. */
export function PanelQueries({
  panel,
  range,
  onChange,
  onRun,
}: {
  panel: Panel
  range: (nowMs: number) => Range
  onChange: (change: Partial<Panel>, mark?: string) => void
  onRun: () => void
}) {
  const t = useTranslations("dashboard")
  const { queries } = panel
  const [openedAtMs] = useState(() => Date.now())
  const now = useMemo(() => range(openedAtMs), [range, openedAtMs])
  return (
    <div className={classes.queries}>
      <Group gap={8}>
        <DatasourcePicker
          value={panel.datasourceId ?? null}
          onChange={(datasourceId) => onChange({ datasourceId: datasourceId ?? undefined })}
        />
        <Button variant="default" leftSection={<IconPlayerPlay size={14} stroke={1.5} />} onClick={onRun}>
          {t("run")}
        </Button>
      </Group>
      {queries.map((query) => (
        <QueryCard key={query.ref} panel={panel} query={query} range={now} onChange={onChange} onRun={onRun} />
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} stroke={1.5} />}
          disabled={queries.length >= 26}
          onClick={() => onChange({ queries: addQuery(queries) })}
        >
          {t("addQuery")}
        </Button>
      </div>
    </div>
  )
}

function OneQuery({
  query,
  datasourceId,
  range,
  onRun,
  onChange,
}: {
  query: PanelQuery
  datasourceId: string | undefined
  range: Range
  onRun: () => void
  onChange: (query: PanelQuery) => void
}) {
  const t = useTranslations("dashboard")
  const { ref, hidden, datasourceId: own, ...asked } = query
  if (!datasourceId) return <p className={classes.hint}>{t("chooseDatasource")}</p>
  return (
    <QueryEditor
      datasourceId={datasourceId}
      value={asked}
      range={range}
      onRun={onRun}
      onChange={(next) => onChange({ ref, hidden, datasourceId: own, ...next })}
    />
  )
}

function Tool({ label, icon: Icon, disabled, onClick }: { label: string; icon: typeof IconEye; disabled?: boolean; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" aria-label={label} disabled={disabled} onClick={onClick}>
        <Icon size={14} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  )
}

function QueryCard({
  panel,
  query,
  range,
  onChange,
  onRun,
}: {
  panel: Panel
  query: PanelQuery
  range: Range
  onChange: (change: Partial<Panel>, mark?: string) => void
  onRun: () => void
}) {
  const t = useTranslations("dashboard")
  const { queries } = panel
  const replace = (ref: string, query: PanelQuery, mark?: string) =>
    onChange({ queries: queries.map((one) => (one.ref === ref ? query : one)) }, mark)
  return (
    <section className={classes.query} data-hidden={query.hidden || undefined} aria-label={t("queryName", { ref: query.ref })}>
      <header className={classes.queryHead}>
        <strong>{query.ref}</strong>
        <Tool
          label={t(query.hidden ? "showQuery" : "hideQuery")}
          icon={query.hidden ? IconEyeOff : IconEye}
          onClick={() => replace(query.ref, { ...query, hidden: query.hidden ? undefined : true })}
        />
        <Tool
          label={t("moveUp")}
          icon={IconArrowUp}
          disabled={query === queries[0]}
          onClick={() => onChange({ queries: moveQuery(queries, query.ref, -1) })}
        />
        <Tool
          label={t("moveDown")}
          icon={IconArrowDown}
          disabled={query === queries.at(-1)}
          onClick={() => onChange({ queries: moveQuery(queries, query.ref, 1) })}
        />
        <Tool label={t("duplicateQuery")} icon={IconCopy} onClick={() => onChange({ queries: duplicateQuery(queries, query.ref) })} />
        <Tool label={t("removeQuery")} icon={IconTrash} onClick={() => onChange({ queries: queries.filter((one) => one !== query) })} />
      </header>
      <div className={classes.queryBody}>
        <OneQuery
          query={query}
          datasourceId={query.datasourceId ?? panel.datasourceId}
          range={range}
          onRun={onRun}
          onChange={(next) => replace(query.ref, next, `query ${query.ref}`)}
        />
      </div>
    </section>
  )
}
