"use client"

import { Button, Modal } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { type Column, DataTable } from "#components/ui/data-table.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { SearchField } from "#components/ui/search-field.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import { useList } from "#components/ui/use-list.ts"
import type { AuditEntry } from "#lib/audit/schema.ts"
import classes from "./access.module.css"

/** Who changed what, newest first. */
export function AuditLog() {
  const t = useTranslations("access")
  const [search, setSearch] = useState("")
  const [asked] = useDebouncedValue(search, 250)
  const [opened, setOpened] = useState<AuditEntry>()
  const columns = useColumns()
  const log = useList<AuditEntry>({ path: "/api/audit", key: ["audit"], filter: { search: asked }, limit: 100 })
  return (
    <>
      <PageHeader title={t("audit")} description={t("auditText")} />
      <SearchField className={classes.search} label={t("searchAudit")} value={search} onChange={(text) => setSearch(text ?? "")} />
      {log.isError ? (
        <ErrorNotice error={log.error} onRetry={() => void log.refetch()} />
      ) : (
        <DataTable
          label={t("audit")}
          columns={columns}
          rows={log.data ?? []}
          rowKey={(entry) => entry.id}
          onOpen={setOpened}
          loading={log.isPending}
        />
      )}
      {log.hasNextPage && (
        <Button mt="md" variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t("loadMore")}
        </Button>
      )}
      {opened && <Change entry={opened} onClose={() => setOpened(undefined)} />}
    </>
  )
}

function useColumns(): Column<AuditEntry>[] {
  const t = useTranslations("access")
  return [
    { key: "at", header: t("when"), width: 150, cell: (entry) => <TimeText value={entry.at} /> },
    { key: "actor", header: t("who"), cell: (entry) => actorName(entry.actor) },
    { key: "action", header: t("what"), cell: (entry) => <span className={classes.mono}>{entry.action}</span> },
    { key: "thing", header: t("thing"), wide: true, cell: (entry) => <span className={classes.mono}>{entry.thingId}</span> },
  ]
}

/** "user:<id>:<email>" → "<email>"; the id is in the details. */
function actorName(actor: string): string {
  const [kind, , ...name] = actor.split(":")
  return name.length > 0 ? name.join(":") : (kind ?? actor)
}

function Change({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const t = useTranslations("access")
  return (
    <Modal opened onClose={onClose} title={entry.action} size="xl">
      <p className={classes.text}>
        <TimeText value={entry.at} mode="absolute" /> · <span className={classes.mono}>{entry.actor}</span> ·{" "}
        <span className={classes.mono}>
          {entry.thing} {entry.thingId}
        </span>
        {entry.requestId && (
          <>
            {" "}
            · {t("request")} <span className={classes.mono}>{entry.requestId}</span>
          </>
        )}
      </p>
      <div className={classes.change}>
        <Side title={t("before")} value={entry.before} />
        <Side title={t("after")} value={entry.after} />
      </div>
    </Modal>
  )
}

function Side({ title, value }: { title: string; value: unknown }) {
  return (
    <div>
      <h4 className={classes.sectionTitle}>{title}</h4>
      <pre>{value === undefined ? "–" : JSON.stringify(value, undefined, 2)}</pre>
    </div>
  )
}
