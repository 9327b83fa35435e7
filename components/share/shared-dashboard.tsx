"use client"

import { useLocale, useTranslations } from "next-intl"
import { useMemo, useState } from "react"
import { fillTitle } from "#components/dashboard/fill-title.ts"
import { PanelFrame } from "#components/dashboard/panel-frame.tsx"
import { readSaved } from "#components/dashboard/read-saved.ts"
import type { ReadPanels } from "#components/dashboard/panel-reads.ts"
import { useReads } from "#components/dashboard/use-reads.ts"
import { useSurroundings } from "#components/dashboard/use-surroundings.ts"
import { useDashboardView } from "#components/dashboard/use-view.ts"
import { VariableSelect } from "#components/dashboard/variable-select.tsx"
import { ViewGrid } from "#components/dashboard/view-grid.tsx"
import { valuesOf, wordsOf } from "#components/dashboard/choice.ts"
import { rangeWords } from "#components/shell/range-words.ts"
import { useAutoRefresh } from "#components/shell/use-auto-refresh.ts"
import { useNow } from "#components/ui/use-now.ts"
import type { Locale } from "#lib/format/date.ts"
import { ApiError } from "#lib/http/api.ts"
import type { ShareView } from "#lib/share/schema.ts"
import { allowedRange, allowedValues, openingRange } from "./granted.ts"
import classes from "./share.module.css"
import { SharedRange } from "./shared-range.tsx"

const leastRefresh = "30s"

/** A dashboard as its link grants it: title, range, variables where there is a choice, panels; no query, no way elsewhere. */
export function SharedDashboard({ token, shared, onDead }: { token: string; shared: ShareView; onDead: () => void }) {
  const t = useTranslations("share")
  const words = useTranslations("time")
  const locale = useLocale() as Locale
  const now = useNow()
  const view = useDashboardView({ time: openingRange(shared.time), timezone: shared.timezone, refresh: shared.refresh || leastRefresh })
  const range = allowedRange(shared.time, view.range, view.rangeAt(now))
  const values = useMemo(() => allowedValues(shared.variables, view.url.variables), [shared.variables, view.url.variables])
  const asked = useMemo(() => ({ from: range.from, to: range.to, timezone: view.zone }), [range.from, range.to, view.zone])
  const [brokenAsk, setBrokenAsk] = useState(false)
  const read = useMemo(() => {
    const readPanels = readSaved(shared.dashboardId, asked, values, { "x-bongsu-share": token })
    return withRefusal(readPanels, { gone: onDead, locked: () => setBrokenAsk(true) })
  }, [shared.dashboardId, asked, values, token, onDead])
  const { reads, busy } = useReads(read, view.rangeAt)
  useAutoRefresh(brokenAsk ? 0 : view.refreshMs, busy, () => reads.refresh())
  const surroundings = useSurroundings(view)
  const actions = useMemo(() => (shared.time.mode === "max" ? { selectRange: view.selectRange } : {}), [shared.time.mode, view.selectRange])
  const all = t("all")
  return (
    <>
      <header className={classes.bar}>
        <h1 className={classes.title}>{shared.title}</h1>
        {shared.variables.map((variable) => (
          <SharedVariable
            key={variable.name}
            variable={variable}
            value={valuesOf(values[variable.name])}
            onChange={(value) => view.change({ variables: { [variable.name]: value } })}
          />
        ))}
        <span className={classes.grow} />
        {shared.time.mode === "fixed" ? (
          <span suppressHydrationWarning>{rangeWords(range, view.timezone, locale, now, words)}</span>
        ) : (
          <SharedRange time={shared.time} value={range} onChange={(next) => view.change(next)} />
        )}
      </header>
      <main id="main" className={classes.main}>
        <ViewGrid
          panels={shared.panels}
          render={(panel) => (
            <PanelFrame
              panel={panel}
              title={fillTitle(panel.title, values, all)}
              reads={reads}
              surroundings={surroundings}
              actions={actions}
            />
          )}
        />
      </main>
    </>
  )
}

function SharedVariable({
  variable,
  value,
  onChange,
}: {
  variable: ShareView["variables"][number]
  value: string[]
  onChange: (value: string | undefined) => void
}) {
  const t = useTranslations("share")
  const label = variable.label || variable.name
  if (!variable.choices || variable.choices.length < 2)
    return (
      <span className={classes.hint} style={{ margin: 0 }}>
        {label}: {wordsOf(variable.current, t("all"))}
      </span>
    )
  return (
    <span>
      {label}{" "}
      <VariableSelect
        label={label}
        options={variable.choices.map((choice) => ({ value: choice, text: choice }))}
        value={value}
        onChange={([chosen]) => onChange(chosen)}
      />
    </span>
  )
}

/** Tells when the link no longer answers: `gone` for good, or `locked` until its password is given again. */
function withRefusal(read: ReadPanels, tell: { gone: () => void; locked: () => void }): ReadPanels {
  return async (...request) => {
    try {
      await read(...request)
    } catch (error) {
      if (error instanceof ApiError && error.code === "not_found") tell.gone()
      if (error instanceof ApiError && error.code === "unauthenticated") tell.locked()
      throw error
    }
  }
}
