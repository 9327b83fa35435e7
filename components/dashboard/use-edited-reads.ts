"use client"

import { useEffect, useMemo, useRef } from "react"
import type { Panel } from "#lib/dashboard/schema.ts"
import type { Range } from "#lib/time/range.ts"
import type { Value } from "./choice.ts"
import type { PanelReads } from "./panel-reads.ts"
import { changedQuestions, readEdited } from "./read-edited.ts"
import { useReads } from "./use-reads.ts"

const typingMs = 500

/**
 * Reads of panels under edit: a panel whose question changed is read again half a second after the last key, `runNow` at once.
 * `ready` false waits (variables).
 */
export function useEditedReads(
  dashboard: { id?: string; saved: Panel[]; panels: Panel[] },
  range: { from: string; to: string; timezone: string },
  values: Record<string, Value>,
  ready: boolean,
  rangeAt: (nowMs: number) => Range,
): { reads: PanelReads; busy: boolean; runNow: (panelId: string) => void } {
  const latest = useRef(dashboard)
  latest.current = dashboard
  const { id } = dashboard
  const read = useMemo(() => {
    if (!ready) return undefined
    return readEdited({ id, saved: () => latest.current.saved, present: () => latest.current.panels }, range, values)
  }, [ready, id, range, values])
  const { reads, busy } = useReads(read, rangeAt)
  const asked = useRef(dashboard.panels)
  const { panels } = dashboard
  useEffect(() => {
    const changed = changedQuestions(asked.current, panels)
    if (changed.length === 0 || !read) return
    const timer = setTimeout(() => {
      asked.current = panels
      reads.configure(read, rangeAt, changed)
    }, typingMs)
    return () => clearTimeout(timer)
  }, [panels, read, reads, rangeAt])
  const runNow = (panelId: string) => {
    if (!read) return
    asked.current = panels
    reads.configure(read, rangeAt, [panelId])
  }
  return { reads, busy, runNow }
}
