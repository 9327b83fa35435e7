"use client"

import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core"
import { IconCheck, IconChevronDown, IconRefresh } from "@tabler/icons-react"
import { useTranslations } from "next-intl"

export const refreshChoices = ["", "5s", "10s", "30s", "1m", "5m"] as const

/** Refresh now, and how often by itself. `value` is a duration ("30s"), "" is off. */
export function RefreshPicker({
  value,
  onChange,
  onRefresh,
  busy,
}: {
  value: string
  onChange: (value: string) => void
  onRefresh: () => void
  busy: boolean
}) {
  const t = useTranslations("time")
  const choices = refreshChoices.includes(value as "") ? refreshChoices : [...refreshChoices, value]
  return (
    <Button.Group>
      <Tooltip label={t("refresh")}>
        <ActionIcon
          variant="default"
          onClick={onRefresh}
          aria-label={t("refresh")}
          aria-busy={busy}
          style={{ borderEndEndRadius: 0, borderStartEndRadius: 0 }}
        >
          <IconRefresh size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" px={8} rightSection={<IconChevronDown size={12} stroke={1.5} />} aria-label={t("autoRefresh")}>
            {value || t("off")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t("autoRefresh")}</Menu.Label>
          {choices.map((choice) => (
            <Menu.Item
              key={choice}
              onClick={() => onChange(choice)}
              rightSection={choice === value && <IconCheck size={14} stroke={1.5} />}
            >
              {choice || t("off")}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  )
}
