"use client"

import { Button, NumberInput } from "@mantine/core"
import { IconCompass, IconPlayerPlay } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import dynamic from "next/dynamic"
import { useSearchParams } from "next/navigation"
import { useTranslations } from "next-intl"
import { useMemo, useState } from "react"
import { DatasourcePicker } from "#components/datasource/datasource-picker.tsx"
import { useDatasources } from "#components/datasource/use-datasources.ts"
import { ownZone } from "#components/shell/range-words.ts"
import { TimeRangePicker } from "#components/shell/time-range-picker.tsx"
import { useViewState } from "#components/shell/use-view-state.ts"
import { useCan } from "#components/shell/viewer-context.tsx"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { Page } from "#components/ui/page.tsx"
import { zoneOf } from "#lib/time/zone.ts"
import classes from "./explore.module.css"
import { type ExploreState, readExploreState, writeExploreState } from "./explore-state.ts"
import { HistoryMenu } from "./history-menu.tsx"
import { loadHistory, remembered, saveHistory } from "./history.ts"
import { Result } from "./result.tsx"
import { runQuery } from "./run-query.ts"

const QueryEditor = dynamic(() => import("#components/datasource/query-editor.tsx").then((module) => module.QueryEditor), { ssr: false })

/** A query of one's own: picker, editor, range, result. The address holds all of it. */
export function ExplorePage() {
  const t = useTranslations("explore")
  const tApp = useTranslations("app")
  const mayExplore = useCan("datasource:explore")
  return (
    <Page breadcrumb={[{ label: tApp("explore") }]} actions={mayExplore ? <RangeTools /> : undefined}>
      {mayExplore ? <Explorer /> : <EmptyState icon={IconCompass} title={t("title")} description={t("notAllowed")} />}
    </Page>
  )
}

function RangeTools() {
  const t = useTranslations("explore")
  const [view, change] = useViewState()
  return (
    <>
      <CopyButton value={typeof window === "undefined" ? "" : window.location.href} label={t("copyLink")} />
      <TimeRangePicker
        value={{ from: view.from ?? "now-1h", to: view.to ?? "now" }}
        timezone={view.timezone ?? "browser"}
        onChange={(range) => change(range)}
        onTimezone={(timezone) => change({ timezone })}
      />
    </>
  )
}

/** State of the address; without a datasource there, the one asked last, else the first. */
function useExploreState(): ExploreState {
  const params = useSearchParams()
  const { data: sources } = useDatasources()
  return useMemo(() => {
    const state = readExploreState(new URLSearchParams(params))
    return { ...state, datasourceId: state.datasourceId || usualSource(sources ?? []) }
  }, [params, sources])
}

function usualSource(sources: readonly { id: string }[]): string {
  const asked = sources.length > 0 ? loadHistory()[0]?.datasourceId : undefined
  return (sources.find((source) => source.id === asked) ?? sources[0])?.id ?? ""
}

/** A change is a step of the browser's history. */
function change(patch: Partial<ExploreState>): void {
  const next = writeExploreState(new URLSearchParams(window.location.search), patch).toString()
  window.history.pushState(null, "", `${window.location.pathname}${next && `?${next}`}`)
}

/** The answer to the query of the address, the text that is being written, and running it. */
function useExploration(state: ExploreState, range: { from: string; to: string; timezone: string }) {
  const [drafts, setDrafts] = useState<Record<string, Record<string, unknown>>>({})
  const [turn, setTurn] = useState(0)
  const { datasourceId, query, limit } = state
  const draft = drafts[datasourceId] ?? query ?? {}
  const answer = useQuery({
    queryKey: ["explore", datasourceId, query, range, limit, turn],
    queryFn: ({ signal }) => runQuery({ datasourceId, query: query ?? {}, range, limit }, signal),
    enabled: datasourceId !== "" && query !== undefined,
    placeholderData: (before) => before,
    structuralSharing: false,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const write = (id: string, next: Record<string, unknown>) => setDrafts((now) => ({ ...now, [id]: next }))
  const run = () => {
    if (datasourceId === "") return
    saveHistory(remembered(loadHistory(), { datasourceId, query: draft, atMs: Date.now() }))
    change({ datasourceId, query: draft })
    setTurn((now) => now + 1)
  }
  return { draft, answer, write, run }
}

function Explorer() {
  const t = useTranslations("explore")
  const state = useExploreState()
  const [view, changeView] = useViewState()
  const { datasourceId } = state
  const range = { from: view.from ?? "now-1h", to: view.to ?? "now", timezone: zoneText(view.timezone) }
  const { draft, answer, write, run } = useExploration(state, range)
  return (
    <div className={classes.explore}>
      <Bar state={state} running={answer.isFetching} onRun={run} onRecall={write} />
      {datasourceId !== "" && (
        <div className={classes.editor}>
          <QueryEditor
            key={datasourceId}
            datasourceId={datasourceId}
            value={draft}
            onChange={(next) => write(datasourceId, next)}
            onRun={run}
          />
        </div>
      )}
      {state.query === undefined || datasourceId === "" ? (
        <EmptyState icon={IconCompass} title={t("emptyTitle")} description={t("emptyText")} />
      ) : (
        <Result
          answer={answer}
          datasourceId={datasourceId}
          timezone={range.timezone}
          view={state.view}
          onView={(name) => change({ view: name })}
          onSelectRange={(fromMs, toMs) => changeView({ from: String(fromMs), to: String(toMs) })}
        />
      )}
    </div>
  )
}

function Bar({
  state,
  running,
  onRun,
  onRecall,
}: {
  state: ExploreState
  running: boolean
  onRun: () => void
  onRecall: (datasourceId: string, query: Record<string, unknown>) => void
}) {
  const t = useTranslations("explore")
  const { datasourceId, limit } = state
  return (
    <div className={classes.bar}>
      <DatasourcePicker value={datasourceId || null} onChange={(id) => change({ datasourceId: id ?? "", query: undefined, view: "" })} />
      <HistoryMenu
        onChoose={(entry) => {
          onRecall(entry.datasourceId, entry.query)
          change({ datasourceId: entry.datasourceId, query: entry.query, view: "" })
        }}
      />
      <span className={classes.grow} />
      <NumberInput
        className={classes.limit}
        aria-label={t("limit")}
        prefix={`${t("limit")} `}
        value={limit}
        min={1}
        max={5000}
        step={100}
        onChange={(value) => typeof value === "number" && change({ limit: value })}
      />
      <Button
        leftSection={<IconPlayerPlay size={14} stroke={1.75} aria-hidden />}
        title={t("runHint")}
        loading={running}
        disabled={datasourceId === ""}
        onClick={onRun}
      >
        {t("run")}
      </Button>
    </div>
  )
}

function zoneText(timezone: string | undefined): string {
  try {
    return zoneOf(timezone, ownZone())
  } catch {
    return ownZone()
  }
}
