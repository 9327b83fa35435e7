"use client"

import { Button, Group, TextInput } from "@mantine/core"
import { useTranslations } from "next-intl"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { MIN_PASSWORD_LENGTH, passwordFault } from "#lib/access/password.ts"

const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"

/** A password that is handed to somebody: readable, with one to suggest and one to copy. */
export function FirstPassword({ value, onChange, personal }: { value: string; onChange: (value: string) => void; personal: string[] }) {
  const t = useTranslations("access")
  const fault = passwordFault(value, personal)
  return (
    <Group align="flex-end" gap="sm" wrap="nowrap">
      <TextInput
        flex={1}
        label={t("firstPassword")}
        description={t("firstPasswordText")}
        error={value && fault ? t(`fault_${fault}`, { length: MIN_PASSWORD_LENGTH }) : undefined}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Button variant="default" onClick={() => onChange(suggestion())}>
        {t("suggest")}
      </Button>
      <CopyButton value={value} label={t("copyPassword")} />
    </Group>
  )
}

/** Twenty letters and digits in groups of five, none of which looks like another: 100 bits. */
function suggestion(): string {
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(20)), (byte) => LETTERS[byte % LETTERS.length]).join("")
  return digits.match(/.{5}/g)?.join("-") ?? digits
}
