"use client"

import { Button, Select, TextInput, UnstyledButton } from "@mantine/core"
import { useLocale, useTranslations } from "next-intl"
import { type FormEvent, useEffect, useRef, useState } from "react"
import type { Locale } from "#lib/format/date.ts"
import { AppError } from "#lib/http/errors.ts"
import { isRelative, parseRange, parseTime } from "#lib/time/range.ts"
import { zoneOf } from "#lib/time/zone.ts"
import { useNow } from "#components/ui/use-now.ts"
import { quickRangeOf, quickRanges } from "./quick-ranges.ts"
import { inputTime, ownZone, rangeWords } from "./range-words.ts"
import { recentRanges } from "./recent-ranges.ts"
import type { RangeChoice } from "./time-range-picker.tsx"
import classes from "./time-range-picker.module.css"

/** Absolute ends at the left, quick ranges at the right, zone and recent ones below. */
export function TimeRangeForm({
  value,
  timezone,
  onChange,
  onTimezone,
}: {
  value: RangeChoice
  timezone: string
  onChange: (range: RangeChoice) => void
  onTimezone: (timezone: string) => void
}) {
  const t = useTranslations("time")
  return (
    <div className={classes.form}>
      <div className={classes.left}>
        <AbsoluteForm key={`${value.from} ${value.to} ${timezone}`} value={value} timezone={timezone} onChange={onChange} />
        <Recent timezone={timezone} onChange={onChange} />
        <Select
          label={t("timezone")}
          searchable
          value={timezone}
          onChange={(zone) => zone && onTimezone(zone)}
          data={zones(t("browserZone", { zone: ownZone() }))}
          limit={40}
          comboboxProps={{ withinPortal: false }}
          maxDropdownHeight={200}
        />
      </div>
      <ul className={classes.quick} aria-label={t("quickRanges")}>
        {quickRanges.map((range) => (
          <li key={range.from + range.to}>
            <UnstyledButton
              className={classes.option}
              data-here={(range.from === value.from && range.to === value.to) || undefined}
              onClick={() => onChange({ from: range.from, to: range.to })}
            >
              {range.last ? t(`last_${range.last[1]}`, { count: range.last[0] }) : t(range.name ?? "")}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </div>
  )
}

function AbsoluteForm({ value, timezone, onChange }: { value: RangeChoice; timezone: string; onChange: (range: RangeChoice) => void }) {
  const t = useTranslations("time")
  const zone = zoneOf(timezone, ownZone())
  const [from, setFrom] = useState(() => asInput(value.from, "from", zone))
  const [to, setTo] = useState(() => asInput(value.to, "to", zone))
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // In the sheet of a phone the focus would bring its keyboard up over the quick ranges.
    if (!first.current?.closest("dialog")) first.current?.focus({ preventScroll: true })
  }, [])
  const [wrong, setWrong] = useState<{ from?: string; to?: string }>({})
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const problem = problemOf({ from, to }, zone)
    if (problem) return setWrong({ [problem.side]: t(problem.key) })
    onChange({ from: asText(from, "from", zone), to: asText(to, "to", zone) })
  }
  return (
    <form onSubmit={submit} className={classes.absolute}>
      <TextInput label={t("from")} value={from} error={wrong.from} onChange={(event) => setFrom(event.currentTarget.value)} ref={first} />
      <TextInput label={t("to")} value={to} error={wrong.to} onChange={(event) => setTo(event.currentTarget.value)} />
      <Button type="submit">{t("apply")}</Button>
    </form>
  )
}

function Recent({ timezone, onChange }: { timezone: string; onChange: (range: RangeChoice) => void }) {
  const t = useTranslations("time")
  const locale = useLocale() as Locale
  const now = useNow()
  const recent = recentRanges().filter((range) => !quickRangeOf(range.from, range.to))
  if (recent.length === 0) return null
  return (
    <div>
      <div className={classes.heading}>{t("recent")}</div>
      {recent.map((range) => (
        <UnstyledButton key={range.from + range.to} className={classes.option} onClick={() => onChange(range)}>
          {rangeWords(range, timezone, locale, now, t)}
        </UnstyledButton>
      ))}
    </div>
  )
}

function problemOf(range: RangeChoice, zone: string): { side: "from" | "to"; key: string } | undefined {
  try {
    parseRange({ ...range, timezone: zone }, Date.now())
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.key === "rangeReversed") return { side: "from", key: "reversed" }
    return { side: error.params.side === "to" ? "to" : "from", key: "invalid" }
  }
}

function asInput(text: string, side: "from" | "to", zone: string): string {
  if (isRelative(text)) return text
  try {
    return inputTime(parseTime(text, side, zone, Date.now()), zone)
  } catch {
    return text
  }
}

/** What goes into the URL: relative as it is, else epoch ms, so that a link means the same moment in every zone. */
function asText(input: string, side: "from" | "to", zone: string): string {
  const text = input.trim()
  return isRelative(text) ? text : String(parseTime(text, side, zone, Date.now()))
}

function zones(browser: string) {
  const all = Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")
  return [{ value: "browser", label: browser }, { value: "utc", label: "UTC" }, ...all.map((zone) => ({ value: zone, label: zone }))]
}
