"use client"

import { Button, Collapse, Select } from "@mantine/core"
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { errorsBelow, fieldsOf, type FormField, type JsonSchema, withField } from "./fields.ts"
import { LeafField } from "./leaf-field.tsx"
import { PairsField } from "./pairs-field.tsx"
import classes from "./schema-form.module.css"
import type { TextProps, Words } from "./text-field.tsx"

type Settings = Record<string, unknown>

interface Part {
  value: Settings
  onChange: (value: Settings) => void
  /** By dotted path from here. */
  errors: Record<string, string>
  /** Namespace of the catalogue with `fields.<name>`, `help.<name>` and `choices.<name>.<value>`; else the schema's titles. */
  namespace?: string
  /** Placeholders by name. */
  examples?: Record<string, string | undefined>
}

/**
 * A form made from the JSON Schema of an object (zod's, input side). Empty values are left out of `value`; a stored secret arrives as
 * `{set: true}` and goes back so unless it is replaced or removed.
 */
export function SchemaForm({ schema, ...part }: Part & { schema: JsonSchema }) {
  return (
    <div className={classes.fields}>
      {fieldsOf(schema).map((field) => (
        <Field key={field.name} field={field} {...part} />
      ))}
    </div>
  )
}

function Field({ field, ...part }: Part & { field: FormField }) {
  const { value, errors, onChange, examples, namespace } = part
  const words = useWords(field, namespace)
  const { name, control, required } = field
  const current = value[name]
  const set = (next: unknown) => onChange(withField(value, name, next))
  const error = errors[name]
  switch (control.kind) {
    case "section":
      return <Section {...part} {...words} schema={control.schema} required={required} name={name} />
    case "pairs":
      return (
        <PairsField
          {...words}
          error={error}
          errors={errorsBelow(errors, name)}
          secret={control.secret}
          value={objectOf(current)}
          onChange={set}
        />
      )
    case "choice":
      return (
        <ChoiceField
          {...words}
          name={name}
          namespace={namespace}
          values={control.values}
          required={required}
          error={error}
          placeholder={field.fallback}
          value={current}
          onChange={set}
        />
      )
    default:
      return (
        <LeafField
          {...words}
          control={control}
          required={required}
          error={error}
          placeholder={examples?.[name] ?? field.fallback}
          value={current}
          onChange={set}
        />
      )
  }
}

function ChoiceField({
  name,
  namespace,
  values,
  value,
  required,
  ...input
}: TextProps & { name: string; namespace?: string; values: string[] }) {
  const t = useTranslations(namespace)
  const label = (one: string) => (namespace && t.has(`choices.${name}.${one}`) ? t(`choices.${name}.${one}`) : one)
  const data = values.map((one) => ({ value: one, label: label(one) }))
  return <Select {...input} required={required} data={data} value={typeof value === "string" ? value : null} clearable={!required} />
}

/** An object inside: open when it is needed or holds something, one line otherwise. */
function Section({
  schema,
  name,
  label,
  description,
  required,
  value,
  errors,
  onChange,
  namespace,
}: Part & Words & { schema: JsonSchema; name: string; required: boolean }) {
  const t = useTranslations("settings")
  const held = objectOf(value[name])
  const filled = Object.keys(held).length > 0
  const below = errorsBelow(errors, name)
  const [wanted, setWanted] = useState(filled)
  const opened = required || wanted || Object.keys(below).length > 0
  const Chevron = opened ? IconChevronDown : IconChevronRight
  return (
    <section className={classes.section} aria-label={label}>
      <div className={classes.sectionHead}>
        <button type="button" className={classes.toggle} aria-expanded={opened} disabled={required} onClick={() => setWanted(!opened)}>
          <Chevron size={14} stroke={1.75} aria-hidden /> {label}
        </button>
        {filled && !required && (
          <Button variant="subtle" size="compact-xs" color="gray" onClick={() => onChange(withField(value, name, undefined))}>
            {t("clear")}
          </Button>
        )}
      </div>
      {description && <p className={classes.help}>{description}</p>}
      {errors[name] && <p className={classes.error}>{errors[name]}</p>}
      <Collapse expanded={opened}>
        <div className={classes.sectionBody}>
          <SchemaForm
            schema={schema}
            value={held}
            errors={below}
            namespace={namespace}
            onChange={(next) => onChange(required ? { ...value, [name]: next } : withField(value, name, next))}
          />
        </div>
      </Collapse>
    </section>
  )
}

/** The field's name and help in the reader's language; without them the schema's. */
function useWords(field: FormField, namespace: string | undefined): Words {
  const t = useTranslations(namespace)
  const from = (key: string, otherwise: string | undefined) => (namespace && t.has(key) ? t(key) : otherwise)
  return { label: from(`fields.${field.name}`, field.title) ?? field.title, description: from(`help.${field.name}`, field.description) }
}

function objectOf(value: unknown): Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Settings) : {}
}
