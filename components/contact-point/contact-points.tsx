"use client"

import { Button } from "@mantine/core"
import { IconCircleCheck, IconPlugConnectedX, IconPlus, IconSend } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useCan } from "#components/shell/viewer-context.tsx"
import { type Column, DataTable } from "#components/ui/data-table.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Hint } from "#components/ui/hint.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import type { ContactPoint } from "#lib/contact-point/schema.ts"
import { ContactPointDialog } from "./contact-point-dialog.tsx"
import classes from "./contact-point.module.css"
import { SendTest } from "./send-test.tsx"
import { useContactPointKinds, useContactPoints } from "./use-contact-points.ts"

/** Where messages go: chats, their language and zone, and whether the vendor still takes what we send. */
export function ContactPoints() {
  const t = useTranslations("contactPoint")
  const may = useCan("contact-point:write")
  const found = useContactPoints()
  const columns = useColumns()
  const [edited, setEdited] = useState<ContactPoint | "new">()
  const add = may && (
    <Button leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setEdited("new")}>
      {t("add")}
    </Button>
  )
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={add} />
      {found.isError && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 ? (
        <EmptyState icon={IconSend} title={t("none")} description={t("noneNext")} action={add} />
      ) : found.isError && !found.data ? null : (
        <DataTable
          label={t("title")}
          columns={columns}
          rows={found.data ?? []}
          rowKey={(point) => point.id}
          onOpen={may ? setEdited : undefined}
          loading={found.isPending}
        />
      )}
      {edited && <ContactPointDialog point={edited === "new" ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </>
  )
}

function useColumns(): Column<ContactPoint>[] {
  const t = useTranslations("contactPoint")
  const kinds = useContactPointKinds()
  return [
    { key: "name", header: t("name"), cell: (point) => <strong>{point.name}</strong>, sortValue: (point) => point.name },
    {
      key: "kind",
      header: t("kind"),
      cell: (point) => kinds.data?.find((kind) => kind.name === point.kind)?.label ?? point.kind,
      width: 120,
    },
    { key: "state", header: t("state"), cell: (point) => <PointState point={point} />, width: 160 },
    { key: "language", header: t("language"), wide: true, cell: (point) => t(`language_${point.language}`), width: 100 },
    { key: "timezone", header: t("timezone"), wide: true, cell: (point) => point.timezone, width: 140 },
    { key: "resolved", header: t("sendResolvedShort"), wide: true, cell: (point) => (point.sendResolved ? t("yes") : t("no")), width: 110 },
    { key: "test", header: "", align: "end", cell: (point) => <SendTest id={point.id} name={point.name} />, width: 130 },
  ]
}

function PointState({ point }: { point: ContactPoint }) {
  const t = useTranslations("contactPoint")
  if (!point.brokenAt)
    return (
      <span className={classes.fine}>
        <IconCircleCheck size={14} stroke={1.75} aria-hidden /> {t("fine")}
      </span>
    )
  return (
    <Hint className={classes.broken} label={`${point.brokenReason ?? ""} — ${t("brokenNext")}`}>
      <IconPlugConnectedX size={14} stroke={1.75} aria-hidden /> {t("broken")}
    </Hint>
  )
}
