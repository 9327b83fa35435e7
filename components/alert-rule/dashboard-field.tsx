"use client"

import { Anchor, Select } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import Link from "next/link"
import type { Dashboard } from "#lib/dashboard/schema.ts"
import { api } from "#lib/http/api.ts"
import type { FormPart } from "./rule-form.tsx"

/** The dashboard that messages link to, and the panel that it opens at. One that is gone keeps its id to be seen. */
export function DashboardField({ draft, fields, onChange }: FormPart) {
  const t = useTranslations("alertRule")
  const dashboards = useQuery({
    queryKey: ["rule-dashboards"],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Pick<Dashboard, "id" | "title">[] }>("/api/dashboards?limit=500", { signal })).items,
  })
  const panels = useQuery({
    queryKey: ["rule-dashboards", draft.dashboardId],
    queryFn: async ({ signal }) =>
      (await api.get<Dashboard>(`/api/dashboards/${encodeURIComponent(draft.dashboardId)}`, { signal })).panels,
    enabled: draft.dashboardId !== "",
    retry: false,
  })
  return (
    <>
      <Select
        label={
          <>
            {t("dashboardId")}{" "}
            {draft.dashboardId && (
              <Anchor component={Link} href={`/dashboards/${encodeURIComponent(draft.dashboardId)}`} target="_blank" fz={12}>
                {t("open")}
              </Anchor>
            )}
          </>
        }
        description={t("dashboardHint")}
        searchable
        clearable
        limit={100}
        data={withChosen(dashboards.data ?? [], draft.dashboardId)}
        value={draft.dashboardId || null}
        error={fields.dashboardId}
        onChange={(id) => onChange({ dashboardId: id ?? "", panelId: "" })}
      />
      <Select
        label={t("panelId")}
        searchable
        clearable
        disabled={!draft.dashboardId}
        data={withChosen(panels.data ?? [], draft.panelId)}
        value={draft.panelId || null}
        error={fields.panelId}
        onChange={(id) => onChange({ panelId: id ?? "" })}
      />
    </>
  )
}

function withChosen(things: { id: string; title: string }[], chosen: string): { value: string; label: string }[] {
  const choices = things.map(({ id, title }) => ({ value: id, label: title || id }))
  return chosen && !things.some(({ id }) => id === chosen) ? [...choices, { value: chosen, label: chosen }] : choices
}
