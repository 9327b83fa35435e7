"use client"

import { Autocomplete } from "@mantine/core"
import { useTranslations } from "next-intl"

/** The units that dashboards use most; any other id, or a suffix of one's own, can be typed. */
const common = [
  "short",
  "none",
  "percent",
  "percentunit",
  "s",
  "ms",
  "dtdurations",
  "bytes",
  "decbytes",
  "Bps",
  "bps",
  "reqps",
  "ops",
  "cps",
  "hertz",
  "celsius",
  "dateTimeAsIso",
]

export function UnitInput({ label, value, onChange }: { label: string; value: unknown; onChange: (value: unknown) => void }) {
  const t = useTranslations("dashboard")
  return (
    <Autocomplete
      label={label}
      placeholder={t("unitPlaceholder")}
      data={common}
      value={typeof value === "string" ? value : ""}
      onChange={onChange}
    />
  )
}
