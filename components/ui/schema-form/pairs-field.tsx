"use client"

import { ActionIcon, Button, Input, TextInput } from "@mantine/core"
import { IconPlus, IconTrash } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { type PairRow, recordOf } from "./fields.ts"
import classes from "./schema-form.module.css"
import { SecretField } from "./secret-field.tsx"
import { PlainText, type Words } from "./text-field.tsx"

/** A record of texts as rows of name and value. Half-typed rows live here until they have both. */
export function PairsField({
  label,
  description,
  error,
  errors,
  secret,
  value,
  onChange,
}: Words & {
  error?: string
  errors: Record<string, string>
  secret: boolean
  value: Record<string, unknown>
  onChange: (value: Record<string, unknown>) => void
}) {
  const t = useTranslations("settings")
  const [rows, setRows] = useState<PairRow[]>(() => rowsOf(value))
  // Another value than these rows make came from outside: saved, cleared, another kind.
  if (JSON.stringify(recordOf(rows)) !== JSON.stringify(recordOf(rowsOf(value)))) setRows(rowsOf(value))
  const change = (next: PairRow[]) => {
    setRows(next)
    onChange(recordOf(next))
  }
  const add = () => setRows([...rows, { id: Math.max(0, ...rows.map((row) => row.id)) + 1, name: "", value: "" }])
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <fieldset className={classes.pairs} aria-label={label}>
        {rows.map((row) => (
          <Pair
            key={row.id}
            row={row}
            secret={secret}
            error={errors[row.name.trim()]}
            onChange={(part) => change(rows.map((one) => (one === row ? { ...row, ...part } : one)))}
            onRemove={() => change(rows.filter((one) => one !== row))}
          />
        ))}
        <div>
          <Button variant="default" size="compact-xs" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={add}>
            {t("addRow")}
          </Button>
        </div>
      </fieldset>
    </Input.Wrapper>
  )
}

function rowsOf(value: Record<string, unknown>): PairRow[] {
  return Object.entries(value).map(([name, one], id) => ({ id, name, value: one }))
}

function Pair({
  row,
  secret,
  error,
  onChange,
  onRemove,
}: {
  row: PairRow
  secret: boolean
  error?: string
  onChange: (part: Partial<PairRow>) => void
  onRemove: () => void
}) {
  const t = useTranslations("settings")
  const Value = secret ? SecretField : PlainText
  return (
    <div className={classes.pair}>
      <TextInput
        aria-label={t("rowName")}
        placeholder={t("rowName")}
        value={row.name}
        spellCheck={false}
        error={error}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <div className={classes.pairValue}>
        <Value
          required
          aria-label={t("rowValue")}
          placeholder={t("rowValue")}
          value={row.value}
          onChange={(value: unknown) => onChange({ value })}
        />
      </div>
      <ActionIcon aria-label={t("remove")} onClick={onRemove}>
        <IconTrash size={16} stroke={1.5} />
      </ActionIcon>
    </div>
  )
}
