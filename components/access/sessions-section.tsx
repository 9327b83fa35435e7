"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { ConfirmButton } from "#components/ui/confirm-button.tsx"
import { type Column, DataTable } from "#components/ui/data-table.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import type { SessionAnswer } from "#lib/access/schema.ts"
import { api } from "#lib/http/api.ts"
import classes from "./access.module.css"
import { deviceName } from "./device-name.ts"

/** Where one is signed in, and the way to end it. */
export function SessionsSection() {
  const t = useTranslations("access")
  const client = useQueryClient()
  const sessions = useQuery({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => api.get<{ items: SessionAnswer[] }>("/api/auth/sessions", { signal }),
  })
  const end = useMutation({
    mutationFn: (id: string) => api.delete(`/api/auth/sessions/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["sessions"] }),
  })
  const columns = useColumns((id) => end.mutateAsync(id).catch(() => undefined))
  return (
    <section className={`${classes.section} ${classes.wide}`} aria-labelledby="sessions">
      <h3 id="sessions" className={classes.sectionTitle}>
        {t("sessions")}
      </h3>
      {(sessions.isError || end.isError) && <ErrorNotice error={sessions.error ?? end.error} onRetry={() => void sessions.refetch()} />}
      <DataTable
        label={t("sessions")}
        columns={columns}
        rows={sessions.data?.items ?? []}
        rowKey={(session) => session.id}
        loading={sessions.isPending}
      />
    </section>
  )
}

function useColumns(onEnd: (id: string) => unknown): Column<SessionAnswer>[] {
  const t = useTranslations("access")
  return [
    {
      key: "device",
      header: t("device"),
      cell: (session) => (
        <span title={session.userAgent}>
          {deviceName(session.userAgent) ?? t("unknownDevice")}{" "}
          {session.current && <span className={classes.dim}>({t("thisDevice")})</span>}
        </span>
      ),
    },
    { key: "address", header: t("address"), wide: true, cell: (session) => <span className={classes.mono}>{session.address ?? "–"}</span> },
    { key: "since", header: t("signedIn"), cell: (session) => <TimeText value={session.createdAt} /> },
    { key: "until", header: t("ends"), wide: true, cell: (session) => <TimeText value={session.expiresAt} mode="absolute" /> },
    {
      key: "end",
      header: "",
      align: "end",
      cell: (session) =>
        !session.current && (
          <ConfirmButton size="compact-xs" question={t("endSessionQuestion")} confirm={t("endSession")} onConfirm={() => onEnd(session.id)}>
            {t("endSession")}
          </ConfirmButton>
        ),
    },
  ]
}
