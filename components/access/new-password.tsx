"use client"

import { PasswordInput } from "@mantine/core"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { MIN_PASSWORD_LENGTH, passwordFault } from "#lib/access/password.ts"

/** A field for a new password that says its rules before and what is wrong after. `personal`: name and email address. */
export function NewPassword({
  label,
  value,
  onChange,
  personal = [],
}: {
  label: string
  value: string
  onChange: (value: string) => void
  personal?: string[]
}) {
  const t = useTranslations("access")
  const [left, setLeft] = useState(false)
  const fault = passwordFault(value, personal)
  return (
    <PasswordInput
      label={label}
      description={t("passwordRules", { length: MIN_PASSWORD_LENGTH })}
      error={left && value && fault ? t(`fault_${fault}`, { length: MIN_PASSWORD_LENGTH }) : undefined}
      name="new-password"
      autoComplete="new-password"
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
    />
  )
}
