import { type DashboardDocument, type Variable } from "#lib/dashboard/schema.ts"
import type { ShareTime, ShareVariable } from "#lib/access/viewer.ts"
import { ShareView } from "./schema.ts"

interface Shared {
  dashboardId: string
  document: DashboardDocument
  time: ShareTime
  variables: Record<string, ShareVariable>
  /** Empty: all. */
  panels: string[]
  language: string
}

/** What the reader of a link gets: built by the allow-list of `ShareView`, so that a new field of a dashboard stays inside until it is named there. Pure. */
export function shareView({ dashboardId, document, time, variables, panels, language }: Shared): ShareView {
  const shown = document.panels.filter((panel) => panels.length === 0 || panels.includes(panel.id))
  return ShareView.parse({
    dashboardId,
    title: document.title,
    description: document.description,
    language,
    timezone: document.timezone,
    refresh: document.refresh,
    time,
    variables: document.variables.flatMap((variable) => shownVariable(variable, variables[variable.name])),
    panels: shown,
  })
}

function shownVariable({ name, label }: Variable, granted: ShareVariable | undefined): ShareView["variables"] {
  if (granted?.mode === "fixed") return [{ name, label, current: granted.value }]
  if (granted?.mode === "choices") return [{ name, label, choices: granted.choices, current: granted.value ?? granted.choices[0] }]
  return []
}
