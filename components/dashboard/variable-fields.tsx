"use client"

import { Group, Select, Switch, TextInput } from "@mantine/core"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { DatasourcePicker } from "#components/datasource/datasource-picker.tsx"
import type { Variable } from "#lib/dashboard/schema.ts"
import { readOptions, writeOptions } from "./variable-list.ts"
import { VariablePreview } from "./variable-preview.tsx"

type Of<Kind extends Variable["kind"]> = Extract<Variable, { kind: Kind }>

/** What a variable's kind needs to know. */
export function VariableFields({
  dashboardId,
  variable,
  onChange,
}: {
  dashboardId?: string
  variable: Variable
  onChange: (variable: Variable) => void
}) {
  const t = useTranslations("dashboard")
  switch (variable.kind) {
    case "query":
      return <QueryFields dashboardId={dashboardId} variable={variable} onChange={onChange} />
    case "custom":
      return (
        <>
          <OptionsText
            label={t("customOptions")}
            value={writeOptions(variable.options)}
            onChange={(text) => onChange({ ...variable, options: readOptions(text) })}
          />
          <Several variable={variable} onChange={onChange} />
        </>
      )
    case "interval":
      return <IntervalFields variable={variable} onChange={onChange} />
    case "text":
      return (
        <TextInput
          label={t("defaultValue")}
          value={variable.current ?? ""}
          onChange={(event) => onChange({ ...variable, current: event.currentTarget.value || undefined })}
        />
      )
    case "datasource":
      return (
        <TextInput
          label={t("datasourceKind")}
          value={variable.datasourceKind}
          onChange={(event) => onChange({ ...variable, datasourceKind: event.currentTarget.value })}
        />
      )
    case "constant":
      return (
        <TextInput
          label={t("value")}
          value={variable.value}
          onChange={(event) => onChange({ ...variable, value: event.currentTarget.value })}
        />
      )
  }
}

function QueryFields({
  dashboardId,
  variable,
  onChange,
}: {
  dashboardId?: string
  variable: Of<"query">
  onChange: (variable: Variable) => void
}) {
  const t = useTranslations("dashboard")
  return (
    <>
      <DatasourcePicker
        value={variable.datasourceId || null}
        onChange={(datasourceId) => onChange({ ...variable, datasourceId: datasourceId ?? "" })}
      />
      <TextInput
        label={t("variableQuery")}
        description={t("variableQueryHint")}
        placeholder="label_values(up, job)"
        ff="monospace"
        value={variable.query}
        onChange={(event) => onChange({ ...variable, query: event.currentTarget.value })}
      />
      <Group grow align="flex-start">
        <TextInput
          label={t("variableRegex")}
          placeholder="/(.+)-prod/"
          value={variable.regex ?? ""}
          onChange={(event) => onChange({ ...variable, regex: event.currentTarget.value || undefined })}
        />
        <Select
          label={t("variableSort")}
          allowDeselect={false}
          value={variable.sort ?? "none"}
          onChange={(sort) => onChange({ ...variable, sort: sort ?? undefined })}
          data={(["none", "alphabetical", "alphabetical-desc", "numeric", "numeric-desc"] as const).map((value) => ({
            value,
            label: t(`sort_${value}`),
          }))}
        />
      </Group>
      <Switch
        label={t("variableByRange")}
        checked={variable.refresh === "range"}
        onChange={(event) => onChange({ ...variable, refresh: event.currentTarget.checked ? "range" : "load" })}
      />
      <Several variable={variable} onChange={onChange} />
      {dashboardId !== undefined && <VariablePreview dashboardId={dashboardId} variable={variable} />}
    </>
  )
}

function IntervalFields({ variable, onChange }: { variable: Of<"interval">; onChange: (variable: Variable) => void }) {
  const t = useTranslations("dashboard")
  return (
    <>
      <OptionsText
        label={t("intervalOptions")}
        value={variable.options.join(", ")}
        onChange={(text) => onChange({ ...variable, options: readOptions(text).map((option) => option.value) })}
      />
      <Switch
        label={t("intervalAuto")}
        checked={variable.auto ?? false}
        onChange={(event) => onChange({ ...variable, auto: event.currentTarget.checked || undefined })}
      />
    </>
  )
}

function Several({ variable, onChange }: { variable: Of<"query"> | Of<"custom">; onChange: (variable: Variable) => void }) {
  const t = useTranslations("dashboard")
  return (
    <Group gap={16}>
      <Switch
        label={t("variableMulti")}
        checked={variable.multi ?? false}
        onChange={(event) => onChange({ ...variable, multi: event.currentTarget.checked || undefined })}
      />
      <Switch
        label={t("variableAll")}
        checked={variable.includeAll ?? false}
        onChange={(event) => onChange({ ...variable, includeAll: event.currentTarget.checked || undefined })}
      />
    </Group>
  )
}

/** Typed freely, read when the field is left: a comma at the end is not yet an option. */
function OptionsText({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  const [draft, setDraft] = useState(value)
  return (
    <TextInput
      label={label}
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => draft !== value && onChange(draft)}
    />
  )
}
