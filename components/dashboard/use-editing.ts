"use client"

import { useCallback, useEffect, useEffectEvent, useMemo, useState } from "react"
import type { Dashboard, DashboardDocument } from "#lib/dashboard/schema.ts"
import { documentOf } from "./document-of.ts"
import { draftOf, dropDraft, keepDraft } from "./drafts.ts"
import { change, type EditHistory, isDirty, markSaved, redo, startHistory, undo } from "./edit-history.ts"

export interface Editing {
  document: DashboardDocument
  saved: DashboardDocument
  /** The version that was edited; 0 for one that was never saved. */
  version: number
  dirty: boolean
  canUndo: boolean
  canRedo: boolean
  undo: () => void
  redo: () => void
  /** A step; with the same `mark` as the last one they are one. */
  edit: (next: DashboardDocument | ((document: DashboardDocument) => DashboardDocument), mark?: string) => void
  /** What is stored now, after saving or taking another's version. */
  restart: (stored: Dashboard) => void
  discard: () => void
}

/** A dashboard's document under edit, with undo; unsaved work outlives the editor while the page is open. */
export function useEditing(id: string, stored: DashboardDocument, version: number): Editing {
  const [state, setState] = useState(() => {
    const kept = draftOf(id)
    return kept?.version === version ? kept : { version, history: startHistory(documentOf(stored)) }
  })
  const keep = useEffectEvent(() => keepDraft(id, state))
  useEffect(() => () => keep(), [])
  const { history } = state
  const dirty = useMemo(() => isDirty(history), [history])
  useLeaveGuard(dirty)
  const apply = useCallback(
    (next: (history: EditHistory<DashboardDocument>) => EditHistory<DashboardDocument>) =>
      setState((before) => ({ ...before, history: next(before.history) })),
    [],
  )
  const edit = useCallback<Editing["edit"]>(
    (next, mark) => apply((history) => change(history, typeof next === "function" ? next(history.present) : next, mark)),
    [apply],
  )
  return {
    document: history.present,
    saved: history.saved,
    version: state.version,
    dirty,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: useCallback(() => apply(undo), [apply]),
    redo: useCallback(() => apply(redo), [apply]),
    edit,
    restart: useCallback(
      (stored) => setState((before) => ({ version: stored.version, history: markSaved(before.history, documentOf(stored)) })),
      [],
    ),
    discard: useCallback(() => {
      dropDraft(id)
      apply((history) => startHistory(history.saved))
    }, [apply, id]),
  }
}

/** The browser asks before a tab with unsaved work is closed. */
function useLeaveGuard(dirty: boolean) {
  useEffect(() => {
    if (!dirty) return
    const guard = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener("beforeunload", guard)
    return () => window.removeEventListener("beforeunload", guard)
  }, [dirty])
}
