"use client"

import { useTranslations } from "next-intl"
import { type ReactNode, useState } from "react"
import { Page } from "#components/ui/page.tsx"
import { usePhone } from "#components/ui/sheet.tsx"
import type { Panel } from "#lib/dashboard/schema.ts"
import { NoPanels } from "./dashboard-view.tsx"
import { newPanelId } from "./document-of.ts"
import { EditBar } from "./edit-bar.tsx"
import { EditGrid } from "./edit-grid.tsx"
import { EditPanelMenu } from "./edit-panel-menu.tsx"
import { fillTitle } from "./fill-title.ts"
import { duplicatePanel, movePanels, type Place, removePanel } from "./layout.ts"
import { PanelEditor } from "./panel-editor.tsx"
import { PanelFrame } from "./panel-frame.tsx"
import { SaveDialogs } from "./save-dialogs.tsx"
import { SettingsDrawer } from "./settings-drawer.tsx"
import { type EditedDashboard, useEditor } from "./use-editor.ts"
import { usePanelActions } from "./use-panel-actions.ts"
import { useSurroundings } from "./use-surroundings.ts"
import { VariablesBar } from "./variables-bar.tsx"
import { ViewControls } from "./view-controls.tsx"
import { ViewGrid } from "./view-grid.tsx"

/** A dashboard under edit, and the editor of one of its panels when the URL names it. */
export function DashboardEditor({ dashboard }: { dashboard: EditedDashboard }) {
  const t = useTranslations("dashboard")
  const editor = useEditor(dashboard)
  const { id, editing, view, variables, busy, runNow, refresh, leave, save, add } = editor
  const { document, edit } = editing
  const [settings, setSettings] = useState(false)
  const draw = useDraw(editor)
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

/** Draws a panel under edit with its menu. */
function useDraw({ editing, view, variables, reads, openPanel }: ReturnType<typeof useEditor>): (panel: Panel) => ReactNode {
  const t = useTranslations("dashboard")
  const { edit } = editing
  const { values } = variables
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
  return (panel) => (
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
}
