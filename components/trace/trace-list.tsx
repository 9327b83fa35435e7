"use client"

import { useTranslations } from "next-intl"
import { type ReactNode, useMemo } from "react"
import { DataGrid, type DrawnColumn } from "#components/panel/data-grid.tsx"
import { formatTime } from "#lib/format/date.ts"
import { formatValue } from "#lib/format/value.ts"
import classes from "./trace.module.css"

export interface ListedTrace {
  traceId: string
  service: string
  name: string
  startMs: number
  durationMs: number
  spans: number
  errors: number
  share: number
}

/** Traces that a search found; a row opens one. */
export function TraceList({
  traces,
  timezone,
  locale,
  height,
  onOpen,
}: {
  traces: readonly ListedTrace[]
  timezone: string
  locale: "en" | "ko"
  height: number
  onOpen?: (traceId: string) => void
}) {
  const t = useTranslations("trace")
  const columns = useMemo((): DrawnColumn[] => {
    const start = (row: number) => formatTime(traces[row]?.startMs ?? Number.NaN, timezone, locale)
    const duration = (row: number) => formatValue(traces[row]?.durationMs, { unit: "ms" }, locale).full
    return [
      { key: "start", title: t("start"), align: "start", text: start, order: (row) => traces[row]?.startMs ?? 0 },
      { key: "service", title: t("service"), align: "start", text: (row) => traces[row]?.service || "–" },
      { key: "name", title: t("name"), align: "start", text: (row) => traces[row]?.name || "–" },
      {
        key: "duration",
        title: t("duration"),
        align: "start",
        width: 112,
        text: duration,
        order: (row) => traces[row]?.durationMs ?? 0,
        cell: (row) => durationCell(duration(row), traces[row]?.share ?? 0),
      },
      countColumn("spans", t("spans"), (row) => traces[row]?.spans ?? -1),
      { ...countColumn("errors", t("errors"), (row) => traces[row]?.errors ?? 0), cell: (row) => errorCell(traces[row]?.errors ?? 0) },
      {
        key: "traceId",
        title: t("traceId"),
        align: "start",
        width: 250,
        text: (row) => traces[row]?.traceId ?? "",
        cell: (row) => idCell(traces[row]?.traceId),
      },
    ]
  }, [traces, timezone, locale, t])
  const open = (row: number) => {
    const trace = traces[row]
    if (trace) onOpen?.(trace.traceId)
  }
  return <DataGrid label={t("found")} columns={columns} count={traces.length} height={height} onOpen={onOpen && open} />
}

/** −1 is "not said". */
function countColumn(key: string, title: string, count: (row: number) => number): DrawnColumn {
  return { key, title, align: "end", width: 60, text: (row) => (count(row) < 0 ? "–" : String(count(row))), order: count }
}

function durationCell(text: string, share: number): ReactNode {
  return (
    <span className={classes.durationCell}>
      <span className={classes.durationBar} style={{ width: `${share * 100}%` }} />
      <span className={classes.durationText}>{text}</span>
    </span>
  )
}

function errorCell(errors: number): ReactNode {
  return <span className={errors > 0 ? classes.errorText : undefined}>{errors}</span>
}

function idCell(traceId: string | undefined): ReactNode {
  return <code>{traceId}</code>
}
