"use client"

import { SegmentedControl } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useLocale, useTranslations } from "next-intl"
import { useMemo, useState } from "react"
import { strong } from "#components/ui/slot.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import type { AlertRulePreview } from "#lib/alert-rule/schema.ts"
import { formatDuration } from "#lib/format/duration.ts"
import { api } from "#lib/http/api.ts"
import type { Language } from "#lib/language/language.ts"
import { inputOf, isAskable, type RuleDraft } from "./draft.ts"
import { longestMs, spansOf } from "./preview-figures.ts"
import classes from "./rule-form.module.css"
import { ValueChart } from "./value-chart.tsx"

const ranges = ["6h", "24h", "7d"] as const

/** The series with the threshold drawn in, and what the rule would have done; follows the draft as it is typed. */
export function RulePreview({ draft }: { draft: RuleDraft }) {
  const t = useTranslations("alertRule")
  const [range, setRange] = useState<(typeof ranges)[number]>("6h")
  const asked = isAskable(draft) ? JSON.stringify({ ...inputOf(draft), name: draft.name.trim() || "preview" }) : ""
  const [settled] = useDebouncedValue(asked, 700)
  const preview = useQuery({
    queryKey: ["rule-preview", settled, range],
    queryFn: ({ signal }) =>
      api.post<AlertRulePreview>(
        "/api/alert-rules/preview",
        { rule: JSON.parse(settled) as unknown, from: `now-${range}`, to: "now" },
        { signal },
      ),
    enabled: settled !== "",
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  })
  const isOld = preview.isPlaceholderData || asked !== settled
  return (
    <section className={classes.preview} aria-label={t("preview")}>
      <div className={classes.previewHead}>
        <h2>{t("preview")}</h2>
        <SegmentedControl
          aria-label={t("previewRange")}
          data={ranges.map((value) => ({ value, label: t(`range_${value}`) }))}
          value={range}
          onChange={(value) => setRange(ranges.find((one) => one === value) ?? "6h")}
        />
        {preview.isFetching && <span className={classes.dim}>{t("previewBusy")}</span>}
      </div>
      {settled === "" && <p className={classes.quiet}>{t("previewWaits")}</p>}
      {preview.isError && <ErrorNotice error={preview.error} compact />}
      {settled !== "" && preview.data && (
        <div className={isOld ? classes.old : undefined}>
          <Verdict preview={preview.data} range={range} />
          <Drawing preview={preview.data} unit={draft.unit || undefined} />
        </div>
      )}
    </section>
  )
}

function Verdict({ preview, range }: { preview: AlertRulePreview; range: (typeof ranges)[number] }) {
  const t = useTranslations("alertRule")
  const locale = useLocale() as Language
  if (preview.series.length === 0 && preview.firings === 0) return <p className={classes.verdict}>{t("previewNothing")}</p>
  if (preview.firings === 0) return <p className={classes.verdict}>{t("previewQuiet", { range: t(`range_${range}`) })}</p>
  return (
    <output className={classes.verdict}>
      {t.rich("previewFired", {
        range: t(`range_${range}`),
        firings: preview.firings,
        longest: formatDuration(longestMs(preview), locale),
        b: strong,
      })}{" "}
      {preview.messages === undefined ? t("previewNoPolicy") : t("previewMessages", { count: preview.messages })}
    </output>
  )
}

function Drawing({ preview, unit }: { preview: AlertRulePreview; unit?: string }) {
  const t = useTranslations("alertRule")
  const regions = useMemo(() => spansOf(preview).map((span) => ({ ...span, label: t(`span_${span.state}`) })), [preview, t])
  const range = useMemo(() => ({ fromMs: Date.parse(preview.range.from), toMs: Date.parse(preview.range.to) }), [preview])
  return (
    <>
      <ValueChart
        label={t("preview")}
        series={preview.series}
        threshold={preview.threshold?.value}
        unit={unit}
        range={range}
        stepMs={preview.range.stepMs}
        regions={regions}
      />
      {preview.notices.length > 0 && (
        <ul className={classes.notices}>
          {preview.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
    </>
  )
}
