"use client"

import { useTranslations } from "next-intl"
import { useMemo } from "react"
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
    const duration = (row: number) => formatValue(traces[row]?.durationMs, { unit: "ms" }, locale).full
    const count = (value: number | undefined) => (value === undefined || value < 0 ? "–" : String(value))
    return [
      {
        key: "start",
        title: t("start"),
        align: "start",
        text: (row) => formatTime(traces[row]?.startMs ?? Number.NaN, timezone, locale),
        order: (row) => traces[row]?.startMs ?? 0,
      },
      { key: "service", title: t("service"), align: "start", text: (row) => traces[row]?.service || "–" },
      { key: "name", title: t("name"), align: "start", text: (row) => traces[row]?.name || "–" },
      {
        key: "duration",
        title: t("duration"),
        align: "start",
        width: 180,
        text: duration,
        order: (row) => traces[row]?.durationMs ?? 0,
        cell: (row) => (
          <span className={classes.durationCell}>
            <span className={classes.durationBar} style={{ width: `${(traces[row]?.share ?? 0) * 100}%` }} />
            <span className={classes.durationText}>{duration(row)}</span>
          </span>
        ),
      },
      {
        key: "spans",
        title: t("spans"),
        align: "end",
        width: 70,
        text: (row) => count(traces[row]?.spans),
        order: (row) => traces[row]?.spans ?? 0,
      },
      {
        key: "errors",
        title: t("errors"),
        align: "end",
        width: 70,
        text: (row) => count(traces[row]?.errors),
        order: (row) => traces[row]?.errors ?? 0,
        cell: (row) => <span className={(traces[row]?.errors ?? 0) > 0 ? classes.errorText : undefined}>{count(traces[row]?.errors)}</span>,
      },
      {
        key: "traceId",
        title: t("traceId"),
        align: "start",
        width: 250,
        text: (row) => traces[row]?.traceId ?? "",
        cell: (row) => <code>{traces[row]?.traceId}</code>,
      },
    ]
  }, [traces, timezone, locale, t])
  return (
    <DataGrid
      label={t("found")}
      columns={columns}
      count={traces.length}
      height={height}
      onOpen={onOpen && ((row) => traces[row] && onOpen(traces[row].traceId))}
    />
  )
}
