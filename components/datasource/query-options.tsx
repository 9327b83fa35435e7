"use client"

import { NumberInput, Select, Switch, TextInput } from "@mantine/core"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { Tooltip } from "#components/ui/tooltip.tsx"
import classes from "./query-editor.module.css"

/** The compact row below a query. */
export function QueryOptions({ children }: { children: ReactNode }) {
  const t = useTranslations("datasource")
  return (
    <fieldset className={classes.options} aria-label={t("options")}>
      {children}
    </fieldset>
  )
}

/** A word and its control; `hint` explains on hover and focus. */
function Option({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  const option = (
    <label className={classes.option}>
      <span>{label}</span>
      {children}
    </label>
  )
  return hint ? <Tooltip label={hint}>{option}</Tooltip> : option
}

export function TextOption({
  label,
  hint,
  value,
  placeholder,
  size = "narrow",
  onChange,
}: {
  label: string
  hint?: string
  value: unknown
  placeholder?: string
  size?: "narrow" | "wide"
  onChange: (value: string | undefined) => void
}) {
  return (
    <Option label={label} hint={hint}>
      <TextInput
        className={classes[size]}
        value={typeof value === "string" ? value : ""}
        placeholder={placeholder}
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      />
    </Option>
  )
}

export function NumberOption({
  label,
  value,
  placeholder,
  max,
  onChange,
}: {
  label: string
  value: unknown
  placeholder?: string
  max: number
  onChange: (value: number | undefined) => void
}) {
  return (
    <Option label={label}>
      <NumberInput
        className={classes.narrow}
        value={typeof value === "number" ? value : ""}
        placeholder={placeholder}
        min={1}
        max={max}
        allowDecimal={false}
        hideControls
        onChange={(next) => onChange(typeof next === "number" ? next : undefined)}
      />
    </Option>
  )
}

/** The first choice is what counts when nothing is set, and is not written into the query. */
export function ChoiceOption<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  label: string
  value: unknown
  choices: readonly { value: Value; label: string }[]
  onChange: (value: Value | undefined) => void
}) {
  const chosen = choices.find((one) => one.value === value) ?? choices[0]
  return (
    <Option label={label}>
      <Select
        className={classes.medium}
        data={[...choices]}
        value={chosen?.value ?? null}
        allowDeselect={false}
        onChange={(next) => onChange(next === choices[0]?.value ? undefined : choices.find((one) => one.value === next)?.value)}
      />
    </Option>
  )
}

export function SwitchOption({ label, value, onChange }: { label: string; value: unknown; onChange: (value: true | undefined) => void }) {
  return <Switch label={label} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked ? true : undefined)} />
}
