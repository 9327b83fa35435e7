import type { ShareTime } from "#lib/access/viewer.ts"
import type { DashboardDocument } from "#lib/dashboard/schema.ts"
import { AppError } from "#lib/http/errors.ts"
import { parseRange } from "#lib/time/range.ts"
import type { ShareLinkCreate } from "./schema.ts"

/**
 * Time, variables and panels of a new link, filled in from its dashboard and checked against it. Pure.
 * @throws AppError bad_request with `fields`
 */
export function linkOptions(input: ShareLinkCreate, dashboard: DashboardDocument, now: Date) {
  const time = timeOf(input.time, dashboard)
  const ranges = time.mode === "choices" ? time.choices : [time]
  const lengths = ranges.map((range) => parseRange(range, now.getTime())).map(({ fromMs, toMs }) => toMs - fromMs)
  if (time.mode === "max" && lengths.some((ms) => ms > time.maxMs)) throw refused("shareOpensLonger", {})
  const names = new Set(dashboard.variables.map((variable) => variable.name))
  const unknownName = Object.keys(input.variables).find((name) => !names.has(name))
  if (unknownName !== undefined) throw refused("shareUnknownVariable", { name: unknownName })
  for (const [name, variable] of Object.entries(input.variables)) {
    if (variable.mode !== "choices" || variable.value === undefined) continue
    const { choices } = variable
    if (![variable.value].flat().every((value) => choices.includes(value))) throw refused("shareValueOutside", { name })
  }
  const ids = new Set(dashboard.panels.map((panel) => panel.id))
  const unknownPanel = input.panels.find((id) => !ids.has(id))
  if (unknownPanel !== undefined) throw refused("shareUnknownPanel", { id: unknownPanel })
  return { time, variables: input.variables, panels: input.panels }
}

function timeOf(time: ShareLinkCreate["time"], dashboard: DashboardDocument): ShareTime {
  if (time.mode === "choices") return time
  if (time.from === undefined && time.to === undefined) return { ...time, ...dashboard.time }
  return { ...time, from: time.from ?? dashboard.time.from, to: time.to ?? dashboard.time.to }
}

const refused = (key: string, params: Record<string, string>) => new AppError("bad_request", key, params, { safeForViewer: true })
