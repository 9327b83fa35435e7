import "server-only"
import { authorise, can } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import type { Piece } from "#lib/frame/wire.ts"
import { errorBodyOf } from "#lib/http/error-answer.ts"
import { AppError } from "#lib/http/errors.ts"
import type { Language } from "#lib/language/language.ts"
import { translator } from "#lib/language/translate.ts"
import { firstRowsOf } from "#lib/query/first-rows.ts"
import { read, type ReadAnswer } from "#lib/query/run.ts"
import type { PanelLine, PanelsQuery } from "#lib/query/schema.ts"
import { asCompleted } from "#lib/query/stream.ts"
import { cutSentence, encodeLine } from "#lib/query/words.ts"
import { checkShareRequest } from "#lib/share/check.ts"
import { parseDuration } from "#lib/time/duration.ts"
import { parseRange } from "#lib/time/range.ts"
import { zoneOf } from "#lib/time/zone.ts"
import { framesFor } from "./frames-for.ts"
import type { Dashboard, Panel, PanelQuery } from "./schema.ts"
import { getDashboard } from "./store.ts"
import { VariableValues } from "./variable-values.ts"
import { checkChoices, type Choices } from "./variables.ts"
import { withoutRaw } from "./without-raw.ts"

export interface PanelsReader {
  viewer: Viewer
  language: Language
  requestId: string
}

/** A request that was checked: what may be read, by whom, over what. */
export interface PanelsPlan {
  reader: PanelsReader
  panels: Panel[]
  /** Panels that were asked for and are gone. */
  missing: string[]
  choices: Choices
  variables: Dashboard["variables"]
  range: { fromMs: number; toMs: number }
  timezone: string
  maxDataPoints: PanelsQuery["maxDataPoints"]
  firstRows: PanelsQuery["firstRows"]
  sharedTimes: boolean
}

/**
 * Checks a request for saved panels before anything leaves for a datasource.
 * @throws {AppError} not_found for a dashboard (for a link: also a panel) that may not be read, bad_request for a range or value that may not be asked for
 */
export async function planPanels(reader: PanelsReader, request: PanelsQuery): Promise<PanelsPlan> {
  const { viewer } = reader
  const { dashboardId } = request
  authorise(viewer, "panel:query", { dashboardId })
  const dashboard = await getDashboard(viewer, dashboardId)
  for (const panelId of request.panels ?? []) authorise(viewer, "panel:query", { dashboardId, panelId })
  const nowMs = Date.now()
  const choices = choicesOf(viewer, dashboard, request, nowMs)
  const range = parseRange(request.range, nowMs)
  const wanted = request.panels && new Set(request.panels)
  const panels = dashboard.panels.filter(
    ({ id }) => (!wanted || wanted.has(id)) && can(viewer, "panel:query", { dashboardId, panelId: id }),
  )
  const missing = [...(wanted ?? [])].filter((id) => !panels.some((panel) => panel.id === id))
  if (missing.length > 0 && viewer.kind === "share") throw new AppError("not_found", "notFound", {}, { safeForViewer: true })
  const timezone = zoneOf(request.range.timezone)
  const { maxDataPoints, firstRows, sharedTimes = false } = request
  return { reader, panels, missing, choices, variables: dashboard.variables, range, timezone, maxDataPoints, firstRows, sharedTimes }
}

function choicesOf(viewer: Viewer, dashboard: Dashboard, { range, variables, panels }: PanelsQuery, nowMs: number): Choices {
  if (viewer.kind === "share") return checkShareRequest(viewer.grant, { range, variables, panels }, nowMs).variables
  if (!can(viewer, "datasource:explore")) checkChoices(dashboard.variables, variables ?? {})
  return variables ?? {}
}

/**
 * The lines of an answer, each in pieces, a panel as soon as it is read. Reading begins at once, while the answer's head goes out. Never
 * throws: what goes wrong is a panel's own line.
 */
export function panelLines(plan: PanelsPlan, signal: AbortSignal): AsyncGenerator<Iterable<Piece>> {
  const values = new VariableValues({ document: plan, choices: plan.choices, range: plan.range, signal })
  const work = plan.panels.map(async (panel): Promise<PanelLine> => {
    try {
      return await readPanel(panel, plan, values, signal)
    } catch (error) {
      return { panelId: panel.id, error: errorBodyOf(error, plan.reader) }
    }
  })
  return linesOf(plan, work)
}

async function* linesOf(
  { missing, reader, firstRows, sharedTimes }: PanelsPlan,
  work: Promise<PanelLine>[],
): AsyncGenerator<Iterable<Piece>> {
  for (const panelId of missing) {
    const gone = new AppError("not_found", "panelNotFound", {}, { safeForViewer: true })
    yield encodeLine({ panelId, error: errorBodyOf(gone, reader) })
  }
  for await (const line of asCompleted(work)) {
    const first = firstRowsOf(line, firstRows)
    if (first) yield encodeLine(first, sharedTimes)
    yield encodeLine(line, sharedTimes)
  }
}

async function readPanel(panel: Panel, plan: PanelsPlan, values: VariableValues, signal: AbortSignal): Promise<PanelLine> {
  const startedAt = performance.now()
  const { viewer, language } = plan.reader
  const queries = panel.queries.filter((query) => query.hidden !== true)
  const results = await Promise.allSettled(queries.map((query) => readQuery(query, panel, plan, values, signal)))
  const failed = results.filter((result) => result.status === "rejected").map((result) => result.reason as unknown)
  if (failed.length > 0 && failed.length === results.length) throw failed[0]
  const answers = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []))
  const details = can(viewer, "datasource:explore")
  const truncated = cutSentence(
    answers.flatMap((answer) => answer.meta.cuts),
    translator(language),
  )
  const warnings = details ? answers.flatMap((answer) => answer.notices) : []
  const notices = [...failed.map((error) => errorBodyOf(error, plan.reader).message), ...warnings]
  return {
    panelId: panel.id,
    frames: answers.flatMap(({ ref, query, frames }) => framesFor({ frames, ref, query, details })),
    notices: [...new Set(notices)],
    meta: {
      queriedMs: Math.round(performance.now() - startedAt),
      cached: answers.length > 0 && answers.every((answer) => answer.meta.cached),
      stepMs: Math.max(0, ...answers.map((answer) => answer.meta.stepMs)),
      ...(truncated ? { truncated } : {}),
    },
  }
}

type QueryAnswer = ReadAnswer & { ref: string; query: Record<string, unknown> }

async function readQuery(
  saved: PanelQuery,
  panel: Panel,
  plan: PanelsPlan,
  values: VariableValues,
  signal: AbortSignal,
): Promise<QueryAnswer> {
  const { ref, hidden: _, datasourceId = panel.datasourceId, ...text } = saved
  if (!datasourceId) throw new AppError("bad_request", "panelNoDatasource", { ref }, { safeForViewer: true })
  const query = can(plan.reader.viewer, "datasource:explore") ? text : withoutRaw(text, plan.choices)
  const minInterval = panel.minInterval ? await values.fill(panel.minInterval) : ""
  const answer = await read({
    datasourceId: await values.fill(datasourceId),
    query,
    range: plan.range,
    timezone: plan.timezone,
    maxDataPoints: panel.maxDataPoints ?? pointsFor(panel, plan.maxDataPoints),
    minIntervalMs: minInterval ? parseDuration(minInterval) : undefined,
    variables: await values.usedIn(JSON.stringify(query)),
    lane: "panel",
    signal,
  })
  return { ...answer, ref, query }
}

function pointsFor(panel: Panel, points: PanelsQuery["maxDataPoints"]): number | undefined {
  if (typeof points !== "object") return points
  return Object.hasOwn(points, panel.id) ? points[panel.id] : undefined
}
