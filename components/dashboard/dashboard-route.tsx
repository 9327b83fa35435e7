"use client"

import { useTranslations } from "next-intl"
import dynamic from "next/dynamic"
import { useEffect, useState } from "react"
import { panelKind } from "#components/panel/kinds.ts"
import { useViewState } from "#components/shell/use-view-state.ts"
import { useCan } from "#components/shell/viewer-context.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Page } from "#components/ui/page.tsx"
import { PageSkeleton } from "#components/ui/page-skeleton.tsx"
import { useHydrated } from "#components/ui/use-hydrated.ts"
import { DashboardView } from "./dashboard-view.tsx"
import { type GivenDashboard, isWhole, useDashboard } from "./use-dashboard.ts"

const DashboardEditor = dynamic(() => import("./dashboard-editor.tsx").then((module) => module.DashboardEditor), { loading: PageSkeleton })

/** A dashboard by its id: looked at, or edited when the URL says so and the viewer may. `given` came with the page. */
export function DashboardRoute({ id, given }: { id: string; given?: GivenDashboard }) {
  const t = useTranslations("dashboard")
  const [url] = useViewState()
  const canEdit = useCan("dashboard:write")
  const { data, error, refetch } = useDashboard(id, given)
  const hydrated = useHydrated()
  useState(() => given && preloadViews(given))
  useKiosk(url.kiosk)
  if (error && !data)
    return (
      <Page breadcrumb={[{ label: t("title"), href: "/dashboards" }, { label: id }]} width="reading">
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </Page>
    )
  if (!data || !hydrated) return <PageSkeleton />
  const editing = canEdit && (url.edit || url.editPanel !== undefined)
  return editing && isWhole(data) ? <DashboardEditor dashboard={data} /> : <DashboardView dashboard={data} />
}

/** The code of the panels' views comes while the page is taken over. */
function preloadViews({ answer }: GivenDashboard): void {
  if (typeof window === "undefined") return
  for (const kind of new Set(answer.panels.map((panel) => panel.kind))) panelKind(kind).preload()
}

/** The frame is the document's: CSS hides it. */
function useKiosk(kiosk: boolean) {
  useEffect(() => {
    document.documentElement.toggleAttribute("data-kiosk", kiosk)
    return () => document.documentElement.removeAttribute("data-kiosk")
  }, [kiosk])
}
