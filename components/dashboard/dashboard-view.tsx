"use client"

import { IconArrowLeft, IconLayoutDashboard, IconPencil, IconPlus } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { useMemo } from "react"
import { useCan } from "#components/shell/viewer-context.tsx"
import { useAutoRefresh } from "#components/shell/use-auto-refresh.ts"
import { BarButton } from "#components/ui/bar-button.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { Page } from "#components/ui/page.tsx"
import { PlainButton } from "#components/ui/plain-button.tsx"
import { fillTitle } from "./fill-title.ts"
import type { ViewedDashboard, ViewedPanel } from "./use-dashboard.ts"
import { PanelFrame } from "./panel-frame.tsx"
import { PanelMenu } from "./panel-menu.tsx"
import { readSaved } from "./read-saved.ts"
import { StarButton } from "./star-button.tsx"
import { ShareButton } from "./share-button.tsx"
import { useDashboardKeys } from "./use-dashboard-keys.ts"
import { usePanelActions } from "./use-panel-actions.ts"
import { useReads } from "./use-reads.ts"
import { useSurroundings } from "./use-surroundings.ts"
import { useVariables } from "./use-variables.ts"
import { useDashboardView } from "./use-view.ts"
import { VariablesBar } from "./variables-bar.tsx"
import { ViewControls } from "./view-controls.tsx"
import { ViewGrid } from "./view-grid.tsx"
import classes from "./view-grid.module.css"

/** A saved dashboard to look at: no editing code is loaded. */
export function DashboardView({ dashboard }: { dashboard: ViewedDashboard }) {
  const t = useTranslations("dashboard")
  const { view, variables, reads, busy, refresh } = useSavedPanels(dashboard)
  const { values } = variables
  const canEdit = useCan("dashboard:write")
  const edit = canEdit ? (editPanel: string) => view.change({ editPanel }) : undefined
  const show = (viewPanel: string) => view.change({ viewPanel: view.url.viewPanel === viewPanel ? undefined : viewPanel })
  useDashboardKeys(view, { refresh, edit, show })
  const surroundings = useSurroundings(view)
  const actionsOf = usePanelActions(view.selectRange, values)
  const titleOf = (panel: ViewedPanel) => fillTitle(panel.title, values, t("all"))
  const single = dashboard.panels.find((panel) => panel.id === view.url.viewPanel)
  const draw = (panel: ViewedPanel) => (
    <PanelFrame
      panel={panel}
      title={titleOf(panel)}
      reads={reads}
      surroundings={surroundings}
      actions={actionsOf(panel)}
      menu={<PanelMenu panel={panel} dashboard={dashboard} values={values} alone={single !== undefined} onShow={show} onEdit={edit} />}
    />
  )
  return (
    <Page
      breadcrumb={breadcrumbOf(dashboard, t("title"))}
      afterBreadcrumb={<StarButton dashboard={dashboard} />}
      actions={
        <>
          <ViewControls view={view} busy={busy} onRefresh={refresh} />
          <ShareButton dashboard={dashboard} />
          {canEdit && <EditButton onEdit={() => view.change({ edit: true, viewPanel: undefined })} />}
        </>
      }
      below={
        dashboard.variables.length > 0 && (
          <VariablesBar
            variables={dashboard.variables}
            resolved={variables.resolved}
            busy={variables.busy}
            onChange={(name, value) => view.change({ variables: { [name]: value } })}
          />
        )
      }
    >
      {single && (
        <>
          <PlainButton look="subtle" className={classes.back} onClick={() => show(single.id)}>
            <IconArrowLeft size={14} stroke={1.5} /> {t("backToDashboard")}
          </PlainButton>
          <div className={classes.single}>{draw(single)}</div>
        </>
      )}
      {!single && dashboard.panels.length > 0 && <ViewGrid panels={dashboard.panels} render={draw} />}
      {dashboard.panels.length === 0 && <NoPanels onAdd={canEdit ? () => view.change({ edit: true, editPanel: "new" }) : undefined} />}
    </Page>
  )
}

function breadcrumbOf({ folder, title }: ViewedDashboard, dashboards: string): { label: string; href?: string }[] {
  const inFolder = folder ? [{ label: folder, href: `/dashboards?folder=${encodeURIComponent(folder)}` }] : []
  return [{ label: dashboards, href: "/dashboards" }, ...inFolder, { label: title }]
}

function EditButton({ onEdit }: { onEdit: () => void }) {
  const t = useTranslations("dashboard")
  return (
    <BarButton icon={IconPencil} onClick={onEdit}>
      {t("edit")}
    </BarButton>
  )
}

/** How the dashboard is looked at, its variables, and its panels being read. */
function useSavedPanels(dashboard: ViewedDashboard) {
  const view = useDashboardView(dashboard)
  const range = view.asked
  const variables = useVariables(dashboard.id, dashboard.variables, view.url.variables, range)
  const { chosen } = variables
  const read = useMemo(() => readSaved(dashboard.id, range, chosen), [dashboard.id, range, chosen])
  const { reads, busy } = useReads(read, view.rangeAt)
  const refresh = () => reads.refresh()
  useAutoRefresh(view.refreshMs, busy, refresh)
  return { view, variables, reads, busy, refresh }
}

/** An empty dashboard's next step. */
export function NoPanels({ onAdd }: { onAdd?: () => void }) {
  const t = useTranslations("dashboard")
  return (
    <EmptyState
      icon={IconLayoutDashboard}
      title={t("noPanels")}
      description={t(onAdd ? "noPanelsNext" : "noPanelsViewer")}
      action={
        onAdd && (
          <PlainButton look="filled" onClick={onAdd}>
            <IconPlus size={14} stroke={1.5} /> {t("addFirstPanel")}
          </PlainButton>
        )
      }
    />
  )
}
