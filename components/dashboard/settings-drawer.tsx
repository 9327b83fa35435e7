"use client"

import { Autocomplete, Drawer, Group, Select, Stack, TagsInput, Textarea, TextInput } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { refreshChoices } from "#components/shell/refresh-picker.tsx"
import { ConfirmButton } from "#components/ui/confirm-button.tsx"
import { api } from "#lib/http/api.ts"
import type { DashboardDocument } from "#lib/dashboard/schema.ts"
import type { Editing } from "./use-editing.ts"
import { VariablesEditor } from "./variables-editor.tsx"

/** What is true of the whole dashboard; every change is a step of the editor's undo. */
export function SettingsDrawer({ id, editing, onClose }: { id?: string; editing: Editing; onClose: () => void }) {
  const t = useTranslations("dashboard")
  const { document } = editing
  const set = (change: Partial<DashboardDocument>) =>
    editing.edit((before) => ({ ...before, ...change }), `settings ${Object.keys(change).join()}`)
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={t("settings")}>
      <Stack gap={12}>
        <TextInput
          label={t("name")}
          required
          maxLength={200}
          value={document.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
          error={document.title.trim() === "" && t("nameNeeded")}
        />
        <Textarea
          label={t("description")}
          autosize
          minRows={2}
          value={document.description ?? ""}
          onChange={(event) => set({ description: event.currentTarget.value || undefined })}
        />
        <Autocomplete
          label={t("folder")}
          value={document.folder ?? ""}
          onChange={(folder) => set({ folder: folder || undefined })}
          data={[]}
          maxLength={200}
        />
        <TagsInput
          label={t("tags")}
          value={document.tags}
          onChange={(tags) => set({ tags: tags.map((tag) => tag.slice(0, 50)) })}
          maxTags={50}
        />
        <TimeSettings document={document} onChange={set} />
        <VariablesEditor dashboardId={id} variables={document.variables} onChange={(variables) => set({ variables })} />
        {id !== undefined && <DeleteDashboard id={id} onDeleted={editing.discard} />}
      </Stack>
    </Drawer>
  )
}

function DeleteDashboard({ id, onDeleted }: { id: string; onDeleted: () => void }) {
  const t = useTranslations("dashboard")
  const router = useRouter()
  const client = useQueryClient()
  const remove = async () => {
    await api.delete(`/api/dashboards/${encodeURIComponent(id)}`)
    onDeleted()
    await client.invalidateQueries({ queryKey: ["dashboards"] })
    router.push("/dashboards")
  }
  return (
    <Group mt={24}>
      <ConfirmButton question={t("deleteQuestion")} confirm={t("delete")} onConfirm={remove} color="red" variant="light">
        {t("deleteDashboard")}
      </ConfirmButton>
    </Group>
  )
}

function TimeSettings({ document, onChange }: { document: DashboardDocument; onChange: (change: Partial<DashboardDocument>) => void }) {
  const t = useTranslations("dashboard")
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          label={t("timeFrom")}
          value={document.time.from}
          onChange={(event) => onChange({ time: { ...document.time, from: event.currentTarget.value } })}
        />
        <TextInput
          label={t("timeTo")}
          value={document.time.to}
          onChange={(event) => onChange({ time: { ...document.time, to: event.currentTarget.value } })}
        />
      </Group>
      <Group grow align="flex-start">
        <Select
          label={t("timezone")}
          searchable
          allowDeselect={false}
          limit={40}
          value={document.timezone}
          onChange={(timezone) => timezone && onChange({ timezone })}
          data={[
            { value: "browser", label: t("browserZone") },
            { value: "utc", label: "UTC" },
            ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC"),
          ]}
        />
        <Select
          label={t("refresh")}
          allowDeselect={false}
          value={document.refresh}
          onChange={(refresh) => onChange({ refresh: refresh ?? "" })}
          data={refreshChoices.map((value) => ({ value, label: value || t("off") }))}
        />
      </Group>
    </>
  )
}
