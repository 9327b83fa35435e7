"use client"

import { useHotkeys } from "@mantine/hooks"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useEffect, useEffectEvent, useRef, useState } from "react"
import { useAutoRefresh } from "#components/shell/use-auto-refresh.ts"
import { Page } from "#components/ui/page.tsx"
import { usePhone } from "#components/ui/sheet.tsx"
import type { Dashboard, DashboardDocument, Panel } from "#lib/dashboard/schema.ts"
import { NoPanels } from "./dashboard-view.tsx"
import { newPanelId } from "./document-of.ts"
import { EditBar } from "./edit-bar.tsx"
import { EditGrid } from "./edit-grid.tsx"
import { EditPanelMenu } from "./edit-panel-menu.tsx"
import { fillTitle } from "./fill-title.ts"
import { addPanel, duplicatePanel, movePanels, type Place, removePanel } from "./layout.ts"
import { PanelEditor } from "./panel-editor.tsx"
import { PanelFrame } from "./panel-frame.tsx"
import { SaveDialogs } from "./save-dialogs.tsx"
import { SettingsDrawer } from "./settings-drawer.tsx"
import { useDashboardKeys } from "./use-dashboard-keys.ts"
import { useEditedReads } from "./use-edited-reads.ts"
import { useEditing } from "./use-editing.ts"
import { useNewPanel } from "./use-new-panel.ts"
import { usePanelActions } from "./use-panel-actions.ts"
import { useSave } from "./use-save.ts"
import { useSurroundings } from "./use-surroundings.ts"
import { useVariables } from "./use-variables.ts"
import { useDashboardView } from "./use-view.ts"
import { VariablesBar } from "./variables-bar.tsx"
import { ViewControls } from "./view-controls.tsx"
import { ViewGrid } from "./view-grid.tsx"

/** A dashboard under edit, and the editor of one of its panels when the URL names it. `dashboard` without id is a new one. */
export function DashboardEditor({ dashboard }: { dashboard: DashboardDocument & Partial<Pick<Dashboard, "version">> }) {
  const t = useTranslations("dashboard")
  const { id } = dashboard
  const router = useRouter()
  const editing = useEditing(id ?? "", dashboard, dashboard.version ?? 0)
  const { document, edit } = editing
  const view = useDashboardView(document)
  const range = view.asked
  const variables = useVariables(
    id,
    document.variables,
    view.url.variables,
    range,
    document.variables === editing.saved.variables ? undefined : document.variables,
  )
  const { values } = variables
  const source = { id, saved: editing.saved.panels, panels: document.panels }
  const { reads, busy, runNow } = useEditedReads(source, range, variables, view.rangeAt)
  const refresh = () => reads.refresh()
  useAutoRefresh(view.refreshMs, busy, refresh)
  const leave = () => (id === undefined ? router.push("/dashboards") : view.change({ edit: false, editPanel: undefined }))
  const save = useSave(id, editing)
  const newPanel = useNewPanel()
  const [settings, setSettings] = useState(false)
  const openPanel = (editPanel: string) => view.change({ editPanel, edit: true })
  const add = () => {
    const panel = newPanel?.(document)
    if (!panel) return
    edit((before) => addPanel(before, panel))
    openPanel(panel.id)
  }
  useFirstPanel(view.url.editPanel === "new" && newPanel !== undefined, add)
  useDashboardKeys(view, { refresh, edit: openPanel })
  useHotkeys(
    [
      ["mod+Z", editing.undo],
      ["mod+shift+Z", editing.redo],
      ["mod+Y", editing.redo],
      ["mod+S", () => void save.save()],
    ],
    // A text field undoes its own typing.
    ["INPUT", "TEXTAREA", "SELECT"],
  )
  const surroundings = useSurroundings(view)
  const actionsOf = usePanelActions(view.selectRange, values)
  const menuOf = (panel: Panel) => (
    <EditPanelMenu
      onEdit={() => openPanel(panel.id)}
      onDuplicate={() =>
        edit((before) =>
          duplicatePanel(
            before,
            panel.id,
            newPanelId(
              before.panels.map((one) => one.id),
              Math.random,
            ),
          ),
        )
      }
      onRemove={() => edit((before) => removePanel(before, panel.id))}
    />
  )
  const draw = (panel: Panel) => (
    <PanelFrame
      handle
      panel={panel}
      title={fillTitle(panel.title, values, t("all"))}
      reads={reads}
      surroundings={surroundings}
      actions={actionsOf(panel)}
      menu={menuOf(panel)}
    />
  )
  const edited = document.panels.find((panel) => panel.id === view.url.editPanel)
  const phone = usePhone()
  const onMove = (places: Map<string, Place>) => edit((before) => movePanels(before, places))
  return (
    <Page
      breadcrumb={[
        { label: t("title"), href: "/dashboards" },
        { label: document.title || t("untitled") },
        ...(edited ? [{ label: edited.title || t("untitledPanel") }] : []),
      ]}
      actions={
        <>
          <ViewControls view={view} busy={busy} onRefresh={refresh} />
          <EditBar
            editing={editing}
            saving={save.saving}
            panel={edited && { done: () => view.change({ editPanel: undefined, edit: true }) }}
            onAdd={add}
            onSettings={() => setSettings(true)}
            onSave={() => void save.save()}
            onLeave={leave}
          />
        </>
      }
      below={
        document.variables.length > 0 && (
          <VariablesBar
            variables={document.variables}
            resolved={variables.resolved}
            busy={variables.busy}
            onChange={(name, value) => view.change({ variables: { [name]: value } })}
          />
        )
      }
    >
      {edited && <PanelEditor panel={edited} editing={editing} range={view.rangeAt} draw={draw} onRun={() => runNow(edited.id)} />}
      {!edited && document.panels.length === 0 && <NoPanels onAdd={add} />}
      {!edited && phone && <ViewGrid panels={document.panels} render={draw} />}
      {!edited && !phone && document.panels.length > 0 && <EditGrid panels={document.panels} render={draw} onMove={onMove} />}
      {settings && <SettingsDrawer id={id} editing={editing} onClose={() => setSettings(false)} />}
      <SaveDialogs save={save} editing={editing} />
    </Page>
  )
}

/** "First panel" of an empty dashboard leads here: the panel is made as soon as it can be, once. */
function useFirstPanel(wanted: boolean, add: () => void) {
  const made = useRef(false)
  const run = useEffectEvent(add)
  useEffect(() => {
    if (!wanted || made.current) return
    made.current = true
    run()
  }, [wanted])
}
