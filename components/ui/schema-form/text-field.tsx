"use client"

import { PasswordInput, Textarea, TextInput } from "@mantine/core"
import { useTranslations } from "next-intl"
import classes from "./schema-form.module.css"

export interface Words {
  label?: string
  description?: string
}

export interface TextProps extends Words {
  value: unknown
  onChange: (value: unknown) => void
  required?: boolean
  error?: string
  placeholder?: string
  /** For rows whose label is the table's. */
  "aria-label"?: string
  inputRef?: (element: HTMLElement | null) => void
}

/** One line, or ten in a fixed-width face for certificates. */
export function PlainText({
  value,
  onChange,
  long = false,
  address = false,
  ...input
}: TextProps & { long?: boolean; address?: boolean; kind?: string; secret?: boolean }) {
  const { kind: _, secret: __, ...rest } = input
  const text = typeof value === "string" ? value : ""
  if (long)
    return (
      <Textarea
        {...rest}
        value={text}
        autosize
        minRows={3}
        maxRows={10}
        spellCheck={false}
        classNames={{ input: classes.mono }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  return (
    <TextInput
      {...rest}
      value={text}
      inputMode={address ? "url" : undefined}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** Not shown while it is typed, and never offered to the browser's own memory. */
export function HiddenText({ value, onChange, long = false, inputRef, ...input }: TextProps & { long?: boolean }) {
  const t = useTranslations("settings")
  if (long) return <PlainText {...input} inputRef={inputRef} long value={value} onChange={onChange} />
  return (
    <PasswordInput
      {...input}
      value={typeof value === "string" ? value : ""}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ "aria-label": t("reveal") }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
