import type { AlertRule, AlertRuleInput, operators, reducers } from "#lib/alert-rule/schema.ts"

/** A rule as the form holds it: labels and annotations that have fields of their own are taken out, numbers may be half typed. */
export interface RuleDraft {
  name: string
  group: string
  datasourceId: string
  query: { expr: string } & Record<string, unknown>
  /** "inside": the expression compares by itself, every series that it answers is true. */
  compares: "condition" | "inside"
  reducer: (typeof reducers)[number]
  op: (typeof operators)[number]
  threshold: number | string
  evaluateEvery: string
  for: string
  keepFiringFor: string
  noData: "ok" | "keep" | "alert"
  noDataFor: string
  onError: "keep" | "alert"
  errorFor: string
  missingEvaluationsToResolve: number | string
  unit: string
  severity: string
  service: string
  labels: Pair[]
  summary: string
  description: string
  annotations: Pair[]
  runbookId: string
  dashboardId: string
  panelId: string
  paused: boolean
}

export interface Pair {
  name: string
  value: string
}

/** What a new rule starts with: looks every 30 s, tells after 2 min, as critical. */
export const emptyDraft: RuleDraft = {
  name: "",
  group: "default",
  datasourceId: "",
  query: { expr: "" },
  compares: "condition",
  reducer: "last",
  op: ">",
  threshold: "",
  evaluateEvery: "30s",
  for: "2m",
  keepFiringFor: "0s",
  noData: "keep",
  noDataFor: "5m",
  onError: "keep",
  errorFor: "5m",
  missingEvaluationsToResolve: 2,
  unit: "",
  severity: "critical",
  service: "",
  labels: [],
  summary: "",
  description: "",
  annotations: [],
  runbookId: "",
  dashboardId: "",
  panelId: "",
  paused: false,
}

/** A saved rule in the form. */
export function draftOf(rule: AlertRule): RuleDraft {
  const { severity = "", service = "", ...labels } = rule.labels
  const { summary = "", description = "", ...annotations } = rule.annotations
  return {
    name: rule.name,
    group: rule.group,
    datasourceId: rule.datasourceId,
    query: rule.query,
    compares: rule.condition ? "condition" : "inside",
    reducer: rule.condition?.reducer ?? emptyDraft.reducer,
    op: rule.condition?.op ?? emptyDraft.op,
    threshold: rule.condition?.threshold ?? "",
    evaluateEvery: rule.evaluateEvery,
    for: rule.for,
    keepFiringFor: rule.keepFiringFor,
    noData: rule.noData,
    noDataFor: rule.noDataFor,
    onError: rule.onError,
    errorFor: rule.errorFor,
    missingEvaluationsToResolve: rule.missingEvaluationsToResolve,
    unit: rule.unit ?? "",
    severity,
    service,
    labels: pairs(labels),
    summary,
    description,
    annotations: pairs(annotations),
    runbookId: rule.runbookId ?? "",
    dashboardId: rule.dashboardId ?? "",
    panelId: rule.panelId ?? "",
    paused: rule.paused,
  }
}

/** What a link brings along ("make an alert from this panel"): expr, datasourceId, dashboardId, panelId, name, unit, service. */
export function draftFromLink(link: { get(name: string): string | null }): RuleDraft {
  const text = (name: string) => link.get(name) ?? ""
  return {
    ...emptyDraft,
    name: text("name"),
    datasourceId: text("datasourceId"),
    query: { expr: text("expr") },
    unit: text("unit"),
    service: text("service"),
    dashboardId: text("dashboardId"),
    panelId: text("panelId"),
  }
}

/** What is sent. Nothing is mended here: what can't be read comes back from the server as the field's message. */
export function inputOf(draft: RuleDraft): AlertRuleInput {
  const { compares, reducer, op, threshold, severity, service, summary, description, unit, runbookId, dashboardId, panelId, ...rest } =
    draft
  return {
    ...rest,
    name: draft.name.trim(),
    query: { ...draft.query, expr: draft.query.expr.trim() },
    condition: compares === "condition" ? { reducer, op, threshold: numberOf(threshold) } : undefined,
    missingEvaluationsToResolve: numberOf(draft.missingEvaluationsToResolve),
    labels: record([{ name: "severity", value: severity }, { name: "service", value: service }, ...draft.labels]),
    annotations: record([{ name: "summary", value: summary }, { name: "description", value: description }, ...draft.annotations]),
    unit: unit || undefined,
    runbookId: runbookId || undefined,
    dashboardId: dashboardId || undefined,
    panelId: (dashboardId && panelId) || undefined,
  }
}

/** The labels that an alert of this rule has for certain: its series add theirs. */
export function knownLabels(draft: RuleDraft): Record<string, string> {
  return { ...inputOf(draft).labels, alertname: draft.name.trim() }
}

/** Whether there is enough to ask what the rule would have done. */
export function isAskable(draft: RuleDraft): boolean {
  return (
    draft.datasourceId !== "" &&
    draft.query.expr.trim() !== "" &&
    (draft.compares === "inside" || Number.isFinite(numberOf(draft.threshold)))
  )
}

/** NaN where nothing or no number is typed; it goes out as null and is refused there. */
function numberOf(typed: number | string): number {
  return typeof typed === "number" ? typed : typed.trim() === "" ? NaN : Number(typed)
}

function pairs(labels: Record<string, string>): Pair[] {
  return Object.entries(labels).map(([name, value]) => ({ name, value }))
}

/** Pairs without a value are left out: an empty label is an absent one. */
function record(list: Pair[]): Record<string, string> {
  return Object.fromEntries(list.filter(({ name, value }) => name.trim() && value.trim()).map(({ name, value }) => [name.trim(), value]))
}
