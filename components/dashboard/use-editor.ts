"use client"

import { useHotkeys } from "@mantine/hooks"
import { useRouter } from "next/navigation"
import { useEffect, useEffectEvent, useRef } from "react"
import { useAutoRefresh } from "#components/shell/use-auto-refresh.ts"
import type { Dashboard, DashboardDocument } from "#lib/dashboard/schema.ts"
import { addPanel } from "./layout.ts"
import { useDashboardKeys } from "./use-dashboard-keys.ts"
import { useEditedReads } from "./use-edited-reads.ts"
import { type Editing, useEditing } from "./use-editing.ts"
import { useNewPanel } from "./use-new-panel.ts"
import { type Save, useSave } from "./use-save.ts"
import { useVariables } from "./use-variables.ts"
import { useDashboardView } from "./use-view.ts"

/** A dashboard as its editor opens it; without id and version it is a new one. */
export type EditedDashboard = DashboardDocument & Partial<Pick<Dashboard, "version">>

/** All that the editor of a dashboard does, without a picture of it. */
export function useEditor(dashboard: EditedDashboard) {
  const { id } = dashboard
  const router = useRouter()
  const editing = useEditing(id ?? "", dashboard, dashboard.version ?? 0)
  const { document, edit } = editing
  const view = useDashboardView(document)
  const variables = useVariables(
    id,
    document.variables,
    view.url.variables,
    view.asked,
    document.variables === editing.saved.variables ? undefined : document.variables,
  )
  const source = { id, saved: editing.saved.panels, panels: document.panels }
  const { reads, busy, runNow } = useEditedReads(source, view.asked, variables, view.rangeAt)
  const refresh = () => reads.refresh()
  useAutoRefresh(view.refreshMs, busy, refresh)
  const leave = () => (id === undefined ? router.push("/dashboards") : view.change({ edit: false, editPanel: undefined }))
  const save = useSave(id, editing)
  const newPanel = useNewPanel()
  const openPanel = (editPanel: string) => view.change({ editPanel, edit: true })
  const add = () => {
    const panel = newPanel?.(document)
    if (!panel) return
    edit((before) => addPanel(before, panel))
    openPanel(panel.id)
  }
  useFirstPanel(view.url.editPanel === "new" && newPanel !== undefined, add)
  useDashboardKeys(view, { refresh, edit: openPanel })
  useEditKeys(editing, save)
  return { id, editing, view, variables, reads, busy, runNow, refresh, leave, save, openPanel, add }
}

function useEditKeys(editing: Editing, save: Save) {
  useHotkeys([["mod+S", () => void save.save()]], [])
  // A text field undoes its own typing.
  useHotkeys(
    [
      ["mod+Z", editing.undo],
      ["mod+shift+Z", editing.redo],
      ["mod+Y", editing.redo],
    ],
    ["INPUT", "TEXTAREA", "SELECT"],
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
