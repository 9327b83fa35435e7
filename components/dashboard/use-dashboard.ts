"use client"

import { useQuery } from "@tanstack/react-query"
import { api } from "#lib/http/api.ts"
import type { Dashboard } from "#lib/dashboard/schema.ts"
import type { DashboardView, PanelView, VariableView } from "#lib/dashboard/view.ts"

/** A variable as its bar needs it; the stored one and the reader's both are. */
export type ViewedVariable = Pick<
  VariableView,
  "kind" | "name" | "label" | "description" | "hide" | "multi" | "includeAll" | "refresh" | "current"
> & {
  /** Only those who edit get these two. */
  allValue?: string
  value?: string
}

/** A panel as it is looked at, of a view-only link too: where it is and how it is drawn. */
export type ViewedPanel = Omit<PanelView, "queries">

/** A dashboard as it is looked at: of a reader's answer and of the whole document. */
export type ViewedDashboard = Pick<
  DashboardView,
  "id" | "title" | "description" | "folder" | "version" | "time" | "timezone" | "refresh"
> & {
  panels: ViewedPanel[]
  variables: ViewedVariable[]
}

/** What the API answers: the whole document to those who may edit it, else what a reader may see. */
export type DashboardAnswer = Dashboard | DashboardView

export function isWhole(answer: DashboardAnswer): answer is Dashboard {
  return !("view" in answer)
}

export const dashboardKey = (id: string) => ["dashboard", id]

/** An answer that was read before the page asked for it. */
export interface GivenDashboard {
  answer: DashboardAnswer
  /** Epoch ms. */
  readAtMs: number
}

/** The dashboard of that id; what was given with the page is not asked for again while it is new. */
export function useDashboard(id: string, given?: GivenDashboard) {
  return useQuery({
    queryKey: dashboardKey(id),
    queryFn: ({ signal }) => api.get<DashboardAnswer>(`/api/dashboards/${encodeURIComponent(id)}`, { signal }),
    initialData: given?.answer,
    initialDataUpdatedAt: given?.readAtMs,
  })
}
