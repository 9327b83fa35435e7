import "server-only"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { AlertRuleInput } from "#lib/alert-rule/schema.ts"
import { createAlertRule } from "#lib/alert-rule/store.ts"
import { DashboardInput } from "#lib/dashboard/schema.ts"
import { createDashboard } from "#lib/dashboard/store.ts"
import { getDatasource } from "#lib/datasource/store.ts"
import { AppError } from "#lib/http/errors.ts"
import type { Language } from "#lib/language/language.ts"
import { RunbookInput } from "#lib/runbook/schema.ts"
import { createRunbook } from "#lib/runbook/store.ts"
import { buildDashboard } from "./build-dashboard.ts"
import { dashboardTemplates } from "./dashboards.ts"
import { ruleTemplates } from "./rules.ts"
import type { Templates } from "./schema.ts"
import { wordsOf } from "./words.ts"

export function listTemplates(viewer: Viewer, language: Language): Templates {
  authorise(viewer, "dashboard:read")
  const about = (name: string) => {
    const words = wordsOf(name, language)
    return { name, title: words("title"), description: words("description") }
  }
  return {
    dashboards: dashboardTemplates.map(({ name, datasourceKinds, optionalKinds = [] }) => ({
      ...about(name),
      datasourceKinds: [...datasourceKinds],
      optionalKinds: [...optionalKinds],
    })),
    rules: ruleTemplates.map(({ name, datasourceKind }) => ({ ...about(name), datasourceKind })),
  }
}

/**
 * A dashboard of one's own from a template, in the language of who asks.
 * @param id of the new dashboard; absent: made
 * @throws {AppError} not_found for the template or a datasource, bad_request when a kind has no datasource or one of another kind
 */
export async function dashboardFromTemplate(
  viewer: Viewer,
  name: string,
  { datasources, id, language }: { datasources: Record<string, string>; id?: string; language: Language },
): Promise<{ id: string }> {
  authorise(viewer, "dashboard:write")
  const template = found(dashboardTemplates, name)
  const optional = (template.optionalKinds ?? []).filter((kind) => datasources[kind] !== undefined)
  for (const kind of [...template.datasourceKinds, ...optional]) await checkKind(viewer, datasources[kind], kind)
  const input = buildDashboard(template, { words: wordsOf(name, language), sources: datasources })
  return { id: (await createDashboard(viewer, DashboardInput.parse({ ...input, id }))).id }
}

/**
 * A rule of one's own from a template, and its runbook.
 * @param id of the new rule and of its runbook; absent: made
 * @throws {AppError} as `dashboardFromTemplate`
 */
export async function ruleFromTemplate(
  viewer: Viewer,
  name: string,
  { datasourceId, dashboardId, id, language }: { datasourceId: string; dashboardId?: string; id?: string; language: Language },
): Promise<{ id: string }> {
  authorise(viewer, "alert-rule:write")
  authorise(viewer, "runbook:write")
  const template = found(ruleTemplates, name)
  await checkKind(viewer, datasourceId, template.datasourceKind)
  const words = wordsOf(name, language)
  const runbookId = await runbookOf(viewer, { id, title: words("runbookTitle"), markdown: words("runbook") })
  const input = AlertRuleInput.parse({ ...template.build(words), id, datasourceId, dashboardId, runbookId })
  return { id: (await createAlertRule(viewer, input, language)).id }
}

/** The runbook that is there under a chosen id is kept: a first try may have come this far. */
async function runbookOf(viewer: Viewer, input: { id?: string; title: string; markdown: string }): Promise<string> {
  try {
    return (await createRunbook(viewer, RunbookInput.parse(input))).id
  } catch (error) {
    if (input.id !== undefined && error instanceof AppError && error.code === "conflict") return input.id
    throw error
  }
}

function found<T extends { name: string }>(templates: T[], name: string): T {
  const template = templates.find((one) => one.name === name)
  if (!template) throw new AppError("not_found", "templateMissing", { name: name.slice(0, 64) }, { safeForViewer: true })
  return template
}

async function checkKind(viewer: Viewer, id: string | undefined, kind: string): Promise<void> {
  if (id !== undefined && (await getDatasource(viewer, id)).kind === kind) return
  throw new AppError("bad_request", "templateDatasourceKind", { kind }, { safeForViewer: true, fields: { datasources: kind } })
}
