"use client"

import { ActionIcon, Button, TextInput } from "@mantine/core"
import { IconPlus, IconX } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import type { Pair } from "./draft.ts"
import classes from "./rule-form.module.css"

/** Name and value pairs, a line each. `path` names the field in the server's messages. */
export function PairsEditor({
  label,
  hint,
  pairs,
  fields,
  path,
  onChange,
}: {
  label: string
  hint: string
  pairs: Pair[]
  fields: Record<string, string>
  path: string
  onChange: (pairs: Pair[]) => void
}) {
  const t = useTranslations("alertRule")
  const change = (at: number, patch: Partial<Pair>) => onChange(pairs.map((pair, index) => (index === at ? { ...pair, ...patch } : pair)))
  return (
    <fieldset className={classes.pairs}>
      <legend>{label}</legend>
      <p className={classes.hint}>{hint}</p>
      {pairs.map((pair, index) => (
        <div key={index} className={classes.pair}>
          <TextInput
            aria-label={t("pairName")}
            placeholder={t("pairName")}
            value={pair.name}
            error={fields[`${path}.${pair.name}`]}
            onChange={(event) => change(index, { name: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t("pairValue")}
            placeholder={t("pairValue")}
            value={pair.value}
            onChange={(event) => change(index, { value: event.currentTarget.value })}
          />
          <ActionIcon aria-label={t("removePair", { name: pair.name })} onClick={() => onChange(pairs.filter((_, at) => at !== index))}>
            <IconX size={14} stroke={1.5} />
          </ActionIcon>
        </div>
      ))}
      {fields[path] && <p className={classes.fieldError}>{fields[path]}</p>}
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconPlus size={14} stroke={1.5} />}
        onClick={() => onChange([...pairs, { name: "", value: "" }])}
      >
        {t("addPair")}
      </Button>
    </fieldset>
  )
}
