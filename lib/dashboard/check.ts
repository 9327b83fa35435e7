import { AppError } from "#lib/http/errors.ts"
import { parseDuration } from "#lib/time/duration.ts"
import { parseRange } from "#lib/time/range.ts"
import type { DashboardDocument } from "./schema.ts"
import { inOrder } from "./variables.ts"

/**
 * What the schema can't say: nothing has the same name twice, times and durations can be read, variables do not go in circles.
 * Kinds of panels that this release does not know are kept.
 * @throws {AppError} bad_request naming the first thing that is wrong
 */
export function checkDocument(document: DashboardDocument, nowMs: number): void {
  const panel = repeated(document.panels.map(({ id }) => id))
  if (panel !== undefined) throw wrong("dashboardPanelTwice", { id: panel })
  for (const { id, queries, minInterval } of document.panels) {
    const ref = repeated(queries.map((query) => query.ref))
    if (ref !== undefined) throw wrong("dashboardRefTwice", { id, ref })
    if (minInterval) parseDuration(minInterval)
  }
  for (const { id, grid } of document.panels) if (grid.x + grid.w > 24) throw wrong("dashboardPanelWide", { id, x: grid.x, w: grid.w })
  const variable = repeated(document.variables.map(({ name }) => name))
  if (variable !== undefined) throw wrong("dashboardVariableTwice", { name: variable })
  inOrder(document.variables)
  parseRange({ ...document.time, timezone: document.timezone }, nowMs)
  if (document.refresh !== "") parseDuration(document.refresh)
}

function repeated(names: string[]): string | undefined {
  const seen = new Set<string>()
  return names.find((name) => seen.size === seen.add(name).size)
}

function wrong(key: string, params: Record<string, string | number>): AppError {
  return new AppError("bad_request", key, params, { safeForViewer: true })
}
