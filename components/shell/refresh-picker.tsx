"use client"

import { ActionIcon, Button } from "@mantine/core"
import { IconCheck, IconChevronDown, IconRefresh } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { Menu, MenuItem, MenuLabel } from "#components/ui/menu.tsx"
import { Tooltip } from "#components/ui/tooltip.tsx"

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
      <Menu
        label={t("autoRefresh")}
        target={
          <Button variant="default" px={8} rightSection={<IconChevronDown size={12} stroke={1.5} />} aria-label={t("autoRefresh")}>
            {value || t("off")}
          </Button>
        }
      >
        <MenuLabel>{t("autoRefresh")}</MenuLabel>
        {choices.map((choice) => (
          <MenuItem key={choice} onClick={() => onChange(choice)} right={choice === value && <IconCheck size={14} stroke={1.5} />}>
            {choice || t("off")}
          </MenuItem>
        ))}
      </Menu>
    </Button.Group>
  )
}
