"use client"

import { IconCheck, IconChevronDown, IconRefresh } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { Menu, MenuItem, MenuLabel } from "#components/ui/menu.tsx"
import { PlainButton } from "#components/ui/plain-button.tsx"
import { Tooltip } from "#components/ui/tooltip.tsx"
import classes from "./refresh-picker.module.css"

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
    <div className={classes.joined}>
      <Tooltip label={t("refresh")}>
        <PlainButton className={classes.refresh} onClick={onRefresh} aria-label={t("refresh")} aria-busy={busy}>
          <IconRefresh size={16} stroke={1.5} />
        </PlainButton>
      </Tooltip>
      <Menu
        label={t("autoRefresh")}
        target={
          <PlainButton className={classes.every} aria-label={t("autoRefresh")}>
            {value || t("off")}
            <IconChevronDown size={12} stroke={1.5} />
          </PlainButton>
        }
      >
        <MenuLabel>{t("autoRefresh")}</MenuLabel>
        {choices.map((choice) => (
          <MenuItem key={choice} onClick={() => onChange(choice)} right={choice === value && <IconCheck size={14} stroke={1.5} />}>
            {choice || t("off")}
          </MenuItem>
        ))}
      </Menu>
    </div>
  )
}
