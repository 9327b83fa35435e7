"use client"

import { useClipboard } from "@mantine/hooks"
import { IconCheck, IconCopy } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { PlainButton } from "./plain-button.tsx"
import { Tooltip } from "./tooltip.tsx"

/** Copies `value`. `label` says what is copied; with `text` it is a button with words, else an icon. */
export function CopyButton({ value, label, text = false }: { value: string; label?: string; text?: boolean }) {
  const t = useTranslations("app")
  const clipboard = useClipboard({ timeout: 1500 })
  const words = clipboard.copied ? t("copied") : (label ?? t("copy"))
  const icon = clipboard.copied ? <IconCheck size={14} stroke={1.5} /> : <IconCopy size={14} stroke={1.5} />
  const copy = () => clipboard.copy(value)
  if (text)
    return (
      <PlainButton onClick={copy}>
        {icon} {words}
      </PlainButton>
    )
  return (
    <Tooltip label={words}>
      <PlainButton look="icon" small onClick={copy} aria-label={words}>
        {icon}
      </PlainButton>
    </Tooltip>
  )
}
