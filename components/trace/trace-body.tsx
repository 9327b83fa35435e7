"use client"

import { Tabs } from "@mantine/core"
import { useElementSize, useMediaQuery } from "@mantine/hooks"
import { IconAlertTriangle } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useMemo, useState } from "react"
import { linesBySpan } from "#lib/correlation/links.ts"
import type { TraceLogsAnswer } from "#lib/correlation/schema.ts"
import { fieldOf, type Field, type Frame, rowCount } from "#lib/frame/frame.ts"
import { api } from "#lib/http/api.ts"
import { selfTimes } from "./path.ts"
import { SpanDetail } from "./span-detail.tsx"
import { TraceLogs } from "./trace-logs.tsx"
import { TraceSummary } from "./trace-summary.tsx"
import classes from "./trace-page.module.css"
import { treeOf } from "./tree.ts"
import { Waterfall } from "./waterfall.tsx"

export interface TraceBodyProps {
  frame: Frame
  datasourceId: string
  traceId: string
  /** Span id to begin with. */
  selected?: string
  /** IANA zone. */
  timezone: string
  locale: "en" | "ko"
}

/** Summary, then spans or logs, with the chosen span at the right (below on a phone). */
export function TraceBody(props: TraceBodyProps) {
  const { frame, timezone, locale } = props
  const t = useTranslations("trace")
  const tree = treeOf(frame)
  const logs = useTraceLogs(props.datasourceId, props.traceId)
  const { ref, height } = useElementSize()
  const narrow = useMediaQuery("(max-width: 900px)")
  // A page that scrolls has no height of its own to fill.
  const inner = narrow ? 460 : Math.max(320, Math.floor(height))
  const failed = tree.services.some((service) => service.errors > 0)
  return (
    <div className={classes.page}>
      <TraceSummary tree={tree} notices={frame.notices} timezone={timezone} locale={locale} />
      <Tabs defaultValue="spans" className={classes.tabs}>
        <Tabs.List>
          <Tabs.Tab value="spans" rightSection={failed && <IconAlertTriangle size={13} aria-hidden />}>
            {t("spans")}
          </Tabs.Tab>
          <Tabs.Tab value="logs" rightSection={logs.data && <span className={classes.dim}>{rowCount(logs.data.frame)}</span>}>
            {t("logs")}
          </Tabs.Tab>
        </Tabs.List>
        <div ref={ref} className={classes.panes}>
          <Tabs.Panel value="spans" className={classes.spans}>
            <Spans {...props} height={inner} narrow={narrow} logs={logs.data?.frame} />
          </Tabs.Panel>
          <Tabs.Panel value="logs">
            <TraceLogs answer={logs} timezone={timezone} locale={locale} height={inner} />
          </Tabs.Panel>
        </div>
      </Tabs>
    </div>
  )
}

function useTraceLogs(datasourceId: string, traceId: string) {
  return useQuery({
    queryKey: ["trace-logs", datasourceId, traceId],
    queryFn: async ({ signal }) => {
      const answer = await api.get<TraceLogsAnswer>(`/api/traces/${encodeURIComponent(datasourceId)}/${encodeURIComponent(traceId)}/logs`, {
        signal,
      })
      return { ...answer, frames: [answer.frame] }
    },
    staleTime: 60_000,
    structuralSharing: false,
  })
}

function Spans({
  frame,
  selected,
  height,
  narrow,
  logs,
  ...around
}: TraceBodyProps & { height: number; narrow: boolean | undefined; logs: Frame | undefined }) {
  const tree = treeOf(frame)
  const own = useMemo(() => selfTimes(tree), [tree])
  const [spanId, setSpanId] = useState(selected)
  const ofSpan = useMemo(() => (logs && spanId && linesBySpan(logs).has(spanId) ? [linesOf(logs, spanId)] : []), [logs, spanId])
  const span = spanId ? tree.spanIds.indexOf(spanId) : -1
  return (
    <>
      <div className={classes.main}>
        <Waterfall frame={frame} locale={around.locale} height={height} selected={selected} onSelect={setSpanId} />
      </div>
      {span >= 0 && (
        <div className={classes.side} style={narrow ? undefined : { height }}>
          <SpanDetail {...around} {...{ tree, span }} own={own[span] ?? 0} logs={ofSpan} onClose={() => setSpanId(undefined)} />
        </div>
      )}
    </>
  )
}

function linesOf(frame: Frame, spanId: string): Frame {
  const spans = fieldOf(frame, "spanId", "text")?.values ?? []
  const rows = Array.from(spans.keys()).filter((row) => spans[row] === spanId)
  return { ...frame, fields: frame.fields.map((field) => ({ ...field, values: rows.map((row) => field.values[row]) }) as Field) }
}
