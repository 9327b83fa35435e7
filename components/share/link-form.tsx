"use client"

import { Button, Group, MultiSelect, PasswordInput, Select, Stack, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState } from "react"
import { wordsOf } from "#components/dashboard/choice.ts"
import { useVariables } from "#components/dashboard/use-variables.ts"
import type { ViewedDashboard } from "#components/dashboard/use-dashboard.ts"
import { useDashboardView } from "#components/dashboard/use-view.ts"
import { quickRanges } from "#components/shell/quick-ranges.ts"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { api } from "#lib/http/api.ts"
import { languages } from "#lib/language/language.ts"
import { expiryDays, firstDraft, type LinkDraft, linkOf, maxHours } from "./link-draft.ts"

/** What a link grants. It starts from what the maker sees: the range and the values of this moment. */
export function LinkForm({ dashboard, onMade }: { dashboard: ViewedDashboard; onMade: (url: string) => void }) {
  const t = useTranslations("share")
  const view = useDashboardView(dashboard)
  const { resolved } = useVariables(dashboard.id, dashboard.variables, view.url.variables, { ...view.range, timezone: view.zone })
  const [draft, setDraft] = useState(firstDraft)
  const set = (change: Partial<LinkDraft>) => setDraft((before) => ({ ...before, ...change }))
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.post<{ url: string }>("/api/share-links", linkOf(dashboard.id, draft, view.range, resolved, Date.now())),
    onSuccess: ({ url }) => onMade(url),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        <NameFields draft={draft} onChange={set} />
        <TimeFields draft={draft} onChange={set} />
        {dashboard.variables
          .filter((variable) => variable.kind !== "constant")
          .map((variable) => (
            <VariableMode
              key={variable.name}
              name={variable.label || variable.name}
              now={wordsOf(resolved[variable.name]?.value, t("all"))}
              value={draft.variables[variable.name] ?? "hidden"}
              onChange={(mode) => set({ variables: { ...draft.variables, [variable.name]: mode } })}
            />
          ))}
        <MultiSelect
          label={t("panels")}
          placeholder={draft.panels.length === 0 ? t("allPanels") : undefined}
          clearable
          searchable
          value={draft.panels}
          onChange={(panels) => set({ panels })}
          data={dashboard.panels.map((panel) => ({ value: panel.id, label: panel.title || panel.id }))}
        />
        <Select
          label={t("language")}
          allowDeselect={false}
          value={draft.language}
          onChange={(language) => set({ language: languages.find((one) => one === language) ?? "" })}
          data={["" as const, ...languages].map((value) => ({ value, label: t(`language_${value || "reader"}`) }))}
        />
        <PasswordField value={draft.password} onChange={(password) => set({ password })} />
        {error && <ErrorNotice error={error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={isPending} disabled={draft.mode === "choices" && draft.ranges.length === 0}>
            {t("create")}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function PasswordField({ value, onChange }: { value: string; onChange: (password: string) => void }) {
  const t = useTranslations("share")
  return (
    <PasswordInput
      label={t("password")}
      description={t("passwordHint")}
      minLength={8}
      maxLength={128}
      autoComplete="new-password"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function hoursWords(hours: number, words: (key: string, values: { count: number }) => string): string {
  return hours < 24 ? words("last_hours", { count: hours }) : words("last_days", { count: hours / 24 })
}

function NameFields({ draft, onChange }: { draft: LinkDraft; onChange: (change: Partial<LinkDraft>) => void }) {
  const t = useTranslations("share")
  return (
    <Group grow align="flex-start">
      <TextInput
        label={t("label")}
        description={t("labelHint")}
        maxLength={200}
        value={draft.label}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <Select
        label={t("expiry")}
        description={t("expiryHint")}
        allowDeselect={false}
        value={draft.days}
        onChange={(days) => days && onChange({ days })}
        data={expiryDays.map((days) => ({ value: days, label: days ? t("days", { count: Number(days) }) : t("never") }))}
      />
    </Group>
  )
}

function TimeFields({ draft, onChange }: { draft: LinkDraft; onChange: (change: Partial<LinkDraft>) => void }) {
  const t = useTranslations("share")
  const words = useTranslations("time")
  return (
    <Group grow align="flex-start">
      <Select
        label={t("timeMode")}
        allowDeselect={false}
        value={draft.mode}
        onChange={(mode) => mode && onChange({ mode })}
        data={(["fixed", "choices", "max"] as const).map((mode) => ({ value: mode, label: t(`time_${mode}`) }))}
      />
      {draft.mode === "choices" && (
        <MultiSelect
          label={t("ranges")}
          value={draft.ranges}
          onChange={(ranges) => onChange({ ranges })}
          data={quickRanges.map((range) => ({
            value: `${range.from} ${range.to}`,
            label: range.last ? words(`last_${range.last[1]}`, { count: range.last[0] }) : words(range.name ?? ""),
          }))}
        />
      )}
      {draft.mode === "max" && (
        <Select
          label={t("maxRange")}
          allowDeselect={false}
          value={draft.hours}
          onChange={(hours) => hours && onChange({ hours })}
          data={maxHours.map((hours) => ({ value: hours, label: hoursWords(Number(hours), words) }))}
        />
      )}
    </Group>
  )
}

type Mode = LinkDraft["variables"][string]

function VariableMode({ name, now, value, onChange }: { name: string; now: string; value: Mode; onChange: (mode: Mode) => void }) {
  const t = useTranslations("share")
  return (
    <Select
      label={t("variable", { name })}
      description={t("variableNow", { value: now || "–" })}
      allowDeselect={false}
      value={value}
      onChange={(mode) => mode && onChange(mode)}
      data={(["hidden", "fixed", "choices"] as const).map((mode) => ({ value: mode, label: t(`variable_${mode}`) }))}
    />
  )
}
