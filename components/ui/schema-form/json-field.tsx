"use client"

import { Textarea } from "@mantine/core"
import { useTranslations } from "next-intl"
import { useState } from "react"
import classes from "./schema-form.module.css"
import type { TextProps } from "./text-field.tsx"

/** A value of a shape that has no control of its own, as JSON; taken over when the field is left. */
export function JsonField({ value, onChange, error, ...input }: TextProps) {
  const t = useTranslations("settings")
  const [text, setText] = useState(() => (value === undefined ? "" : JSON.stringify(value, null, 2)))
  const [wrong, setWrong] = useState(false)
  const take = () => {
    try {
      onChange(text.trim() === "" ? undefined : (JSON.parse(text) as unknown))
      setWrong(false)
    } catch {
      setWrong(true)
    }
  }
  return (
    <Textarea
      {...input}
      error={wrong ? t("notJson") : error}
      value={text}
      autosize
      minRows={2}
      maxRows={12}
      spellCheck={false}
      classNames={{ input: classes.mono }}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
    />
  )
}
