"use client"

import { NumberInput, Switch, TagsInput } from "@mantine/core"
import type { Control } from "./fields.ts"
import { JsonField } from "./json-field.tsx"
import classes from "./schema-form.module.css"
import { SecretField } from "./secret-field.tsx"
import { PlainText, type TextProps } from "./text-field.tsx"

type Leaf = Exclude<Control, { kind: "section" | "pairs" | "choice" }>

/** The control of one value that holds no others. */
export function LeafField({ control, ...input }: TextProps & { control: Leaf }) {
  const { value, onChange, required, placeholder, ...words } = input
  switch (control.kind) {
    case "text":
      return control.secret ? (
        <SecretField {...input} long={control.long} />
      ) : (
        <PlainText {...input} long={control.long} address={control.address} />
      )
    case "number":
      return (
        <NumberInput
          {...words}
          required={required}
          placeholder={placeholder}
          value={typeof value === "number" || typeof value === "string" ? value : ""}
          allowDecimal={!control.whole}
          min={control.min}
          max={control.max}
          clampBehavior="none"
          hideControls
          classNames={{ wrapper: classes.short }}
          onChange={onChange}
        />
      )
    case "switch": {
      const { fallback } = control
      const give = (checked: boolean) => onChange(checked === fallback && !required ? undefined : checked)
      return (
        <Switch
          {...words}
          checked={typeof value === "boolean" ? value : fallback}
          onChange={(event) => give(event.currentTarget.checked)}
        />
      )
    }
    case "texts":
      return (
        <TagsInput
          {...words}
          required={required}
          placeholder={placeholder}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
        />
      )
    case "json":
      return <JsonField {...input} />
  }
}
