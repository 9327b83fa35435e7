"use client"

import { NumberInput, SegmentedControl, Select, Switch, Textarea, TextInput } from "@mantine/core"
import { useTranslations } from "next-intl"
import type { Option, PanelOptions as KindOptions } from "#components/panel/options.ts"
import { MappingsEditor } from "./mappings-editor.tsx"
import classes from "./panel-editor.module.css"
import { ThresholdsEditor } from "./thresholds-editor.tsx"
import { UnitInput } from "./unit-input.tsx"

type Options = Record<string, unknown>

/** The options column of a panel's kind, made from what its options are; `search` leaves what it matches. */
export function PanelOptions({
  options,
  value,
  search,
  onChange,
}: {
  options: KindOptions
  value: Options
  search: string
  onChange: (value: Options, mark?: string) => void
}) {
  const t = useTranslations("dashboard")
  const words = useWords()
  const fields = Object.entries(options.fields).map(([name, option]) => ({ name, ...option }))
  const wanted = search.trim().toLowerCase()
  const found = fields.filter((field) => `${words(field.title)} ${words(field.description)}`.toLowerCase().includes(wanted))
  if (found.length === 0 && wanted) return <p className={classes.hint}>{t("noOptions")}</p>
  return found.map((field) => (
    <Field
      key={field.name}
      field={field}
      label={words(field.title)}
      hint={words(field.description)}
      value={value[field.name] ?? field.default}
      onChange={(next) => onChange({ ...value, [field.name]: next }, `option ${field.name}`)}
    />
  ))
}

interface FieldProps {
  field: Option<unknown>
  label: string
  hint: string
  value: unknown
  onChange: (value: unknown) => void
}

const editors: Record<string, typeof ThresholdsEditor> = { thresholds: ThresholdsEditor, mappings: MappingsEditor, unit: UnitInput }

function Field({ field, label, hint, value, onChange }: FieldProps) {
  const Editor = field.editor ? editors[field.editor] : undefined
  if (Editor) return <Editor label={label} value={value} onChange={onChange} />
  switch (field.kind) {
    case "switch":
      return (
        <Switch label={label} description={hint} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
      )
    case "number":
      return (
        <NumberInput
          label={label}
          description={hint}
          min={field.min}
          max={field.max}
          allowDecimal={!field.whole}
          value={typeof value === "number" ? value : ""}
          onChange={(next) => (typeof next === "number" ? onChange(next) : field.nullable && onChange(null))}
        />
      )
    case "choice":
      return <Choice field={field} label={label} hint={hint} value={value} onChange={onChange} />
    case "lines":
      return (
        <Textarea
          label={label}
          description={hint}
          autosize
          minRows={6}
          maxRows={24}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case "line":
      return (
        <TextInput
          label={label}
          description={hint}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case "other":
      // What has no editor yet keeps its value; the kind's own view may change it.
      return null
  }
}

function Choice({ field, label, hint, value, onChange }: FieldProps) {
  const t = useTranslations()
  const data = (field.choices ?? []).map((choice) => {
    const key = `dashboard.choice.${choice}`
    return { value: choice, label: t.has(key) ? t(key) : choice }
  })
  const short = data.length <= 3 && data.every((one) => one.label.length <= 12)
  if (!short)
    return (
      <Select
        label={label}
        description={hint}
        allowDeselect={false}
        data={data}
        value={String(value)}
        onChange={(next) => next && onChange(next)}
      />
    )
  return (
    <div>
      <div className={classes.label}>{label}</div>
      <p className={classes.hint}>{hint}</p>
      <SegmentedControl fullWidth mt={4} aria-label={label} data={data} value={String(value)} onChange={onChange} />
    </div>
  )
}

/** The words of a catalogue key that the kind names; a key that the catalogue lacks shows its last part. */
function useWords(): (key: string | undefined) => string {
  const t = useTranslations()
  return (key) => (key === undefined ? "" : t.has(key) ? t(key) : (key.split(".").at(-1) ?? ""))
}
