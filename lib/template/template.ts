import type { AlertRuleInput } from "#lib/alert-rule/schema.ts"
import type { DashboardInput } from "#lib/dashboard/schema.ts"
import type { Placed } from "./panel.ts"

/** A template's own words in the reader's language, as they stand under `templateWords.<name>`: no parameters, braces mean themselves. */
export type Words = (key: string) => string

export interface DashboardContext {
  words: Words
  /** Id of the chosen datasource by its kind; absent only for optional kinds. */
  sources: Record<string, string | undefined>
}

/** Panels from left to right, `h` rows of the grid high. */
export interface Row {
  h: number
  panels: Placed[]
}

/** A dashboard that works on the usual names of a real stack. One file in `dashboards/`, one line in `dashboards.ts`. */
export interface DashboardTemplate {
  /** Also the key of its words, which have at least `title` and `description`. */
  name: string
  /** Kinds of datasource that its queries are written for. */
  datasourceKinds: readonly string[]
  /** Kinds that add panels where there is such a datasource. */
  optionalKinds?: readonly string[]
  document: Pick<DashboardInput, "tags" | "refresh" | "time">
  variables?: (context: DashboardContext) => DashboardInput["variables"]
  rows: readonly ((context: DashboardContext) => Row)[]
}

/** An alert rule with its runbook. One file in `rules/`, one line in `rules.ts`. */
export interface RuleTemplate {
  /** Also the key of its words, which have at least `title`, `description`, `summary`, `runbookTitle` and `runbook` (markdown). */
  name: string
  datasourceKind: string
  /** The dashboard template that shows what the rule measures. */
  dashboard?: string
  build(words: Words): Omit<AlertRuleInput, "id" | "datasourceId" | "runbookId" | "dashboardId">
}
