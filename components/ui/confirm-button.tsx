"use client"

import { Button, type ButtonProps, Group, Popover, Text } from "@mantine/core"
import { useTranslations } from "next-intl"
import { type ReactNode, useState } from "react"

/**
 * A button for what can't be taken back: asks once, beside itself. `question` says what will be lost; `confirm` is the verb.
 * The button is busy until the promise of `onConfirm` settles.
 */
export function ConfirmButton({
  question,
  confirm,
  onConfirm,
  children,
  ...button
}: ButtonProps & { question: ReactNode; confirm: string; onConfirm: () => unknown; children: ReactNode }) {
  const t = useTranslations("app")
  const [opened, setOpened] = useState(false)
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      await onConfirm()
    } finally {
      setBusy(false)
      setOpened(false)
    }
  }
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus withArrow width={280}>
      <Popover.Target>
        <Button variant="default" {...button} onClick={() => setOpened(!opened)}>
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" mb="sm">
          {question}
        </Text>
        <Group gap="sm" justify="flex-end">
          <Button variant="default" onClick={() => setOpened(false)}>
            {t("cancel")}
          </Button>
          <Button color="red" loading={busy} onClick={() => void run()}>
            {confirm}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}
