"use client"

import { ActionIcon, Button, NumberInput, Select, TextInput } from "@mantine/core"
import { IconPlus, IconTrash } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { readMappings, type ValueMapping } from "#components/panel/value-options.ts"
import { ColourSelect } from "./colour-select.tsx"
import classes from "./panel-editor.module.css"

const started: Record<ValueMapping["kind"], ValueMapping> = {
  value: { kind: "value", value: "0", text: "" },
  range: { kind: "range", from: null, to: null, text: "" },
  special: { kind: "special", match: "null", text: "" },
}

/** Words and colours for values, ranges and special values. */
export function MappingsEditor({ label, value, onChange }: { label: string; value: unknown; onChange: (value: unknown) => void }) {
  const t = useTranslations("dashboard")
  const mappings = readMappings(value) ?? []
  const replace = (at: number, mapping: ValueMapping) => onChange(mappings.with(at, mapping))
  const kinds = (["value", "range", "special"] as const).map((kind) => ({ value: kind, label: t(`mapping_${kind}`) }))
  return (
    <fieldset className={classes.rows} style={{ border: 0, margin: 0, padding: 0 }}>
      <legend className={classes.label}>{label}</legend>
      {mappings.map((mapping, at) => (
        <div key={at} className={classes.rows}>
          <div className={classes.row}>
            <ColourSelect value={mapping.color ?? "text"} onChange={(color) => replace(at, { ...mapping, color })} />
            <Select
              flex={1}
              aria-label={t("mappingKind")}
              data={kinds}
              allowDeselect={false}
              value={mapping.kind}
              onChange={(kind) => kind && replace(at, { ...started[kind], text: mapping.text, color: mapping.color })}
            />
            <ActionIcon aria-label={t("removeMapping")} onClick={() => onChange(mappings.toSpliced(at, 1))}>
              <IconTrash size={14} stroke={1.5} />
            </ActionIcon>
          </div>
          <div className={classes.row}>
            <Match mapping={mapping} onChange={(next) => replace(at, next)} />
            <TextInput
              flex={1}
              aria-label={t("mappingText")}
              placeholder={t("mappingText")}
              value={mapping.text}
              onChange={(event) => replace(at, { ...mapping, text: event.currentTarget.value })}
            />
          </div>
        </div>
      ))}
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconPlus size={12} stroke={1.5} />}
        onClick={() => onChange([...mappings, started.value])}
      >
        {t("addMapping")}
      </Button>
    </fieldset>
  )
}

function Match({ mapping, onChange }: { mapping: ValueMapping; onChange: (mapping: ValueMapping) => void }) {
  const t = useTranslations("dashboard")
  switch (mapping.kind) {
    case "value":
      return (
        <TextInput
          flex={1}
          aria-label={t("mapping_value")}
          value={mapping.value}
          onChange={(event) => onChange({ ...mapping, value: event.currentTarget.value })}
        />
      )
    case "range":
      return (
        <>
          {(["from", "to"] as const).map((side) => (
            <NumberInput
              key={side}
              flex={1}
              aria-label={t(`mapping_${side}`)}
              placeholder={t(`mapping_${side}`)}
              value={mapping[side] ?? ""}
              onChange={(next) => onChange({ ...mapping, [side]: typeof next === "number" ? next : null })}
            />
          ))}
        </>
      )
    case "special":
      return (
        <Select
          flex={1}
          aria-label={t("mapping_special")}
          allowDeselect={false}
          data={(["null", "nan", "infinite"] as const).map((match) => ({ value: match, label: t(`special_${match}`) }))}
          value={mapping.match}
          onChange={(match) => match && onChange({ ...mapping, match: match as "null" })}
        />
      )
  }
}
