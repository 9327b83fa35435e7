"use client"

import type { PanelViewProps } from "#components/panel/kind.ts"
import { TraceList } from "#components/trace/trace-list.tsx"
import { Waterfall } from "#components/trace/waterfall.tsx"
import type { PreparedTraces } from "./prepare.ts"

export function TracesView({ prepared, environment, actions, height }: PanelViewProps<PreparedTraces>) {
  const { timezone, locale } = environment
  const { openTrace } = actions
  if (prepared.kind === "list")
    return <TraceList traces={prepared.traces} timezone={timezone} locale={locale} height={height} onOpen={openTrace} />
  const { traceId } = prepared.frame.labels
  const open = openTrace && traceId ? (spanId: string) => openTrace(traceId, spanId) : undefined
  return <Waterfall frame={prepared.frame} locale={locale} height={height} onSelect={open} />
}
