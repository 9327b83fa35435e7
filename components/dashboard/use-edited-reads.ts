"use client"

import { useEffect, useMemo, useRef, useState } from "react"
import type { Panel } from "#lib/dashboard/schema.ts"
import type { Range } from "#lib/time/range.ts"
import type { Value } from "./choice.ts"
import type { PanelReads } from "./panel-reads.ts"
import { changedQuestions, readEdited } from "./read-edited.ts"
import { useReads } from "./use-reads.ts"

const typingMs = 500

/** What a read that starts later has to look at. */
class Latest<T> {
  value: T

  constructor(value: T) {
    this.value = value
  }

  set(value: T): void {
    this.value = value
  }
}

/**
 * Reads of panels under edit: a panel whose question changed is read again half a second after the last key, `runNow` at once.
 */
export function useEditedReads(
  dashboard: { id?: string; saved: Panel[]; panels: Panel[] },
  range: { from: string; to: string; timezone: string },
  variables: { chosen: Record<string, Value>; spelledOut: Record<string, Value> },
  rangeAt: (nowMs: number) => Range,
): { reads: PanelReads; busy: boolean; runNow: (panelId: string) => void } {
  const [latest] = useState(() => new Latest(dashboard))
  useEffect(() => latest.set(dashboard), [latest, dashboard])
  const { id } = dashboard
  const { chosen, spelledOut } = variables
  const read = useMemo(() => {
    return readEdited({ id, saved: () => latest.value.saved, present: () => latest.value.panels }, range, { chosen, spelledOut })
  }, [latest, id, range, chosen, spelledOut])
  const { reads, busy } = useReads(read, rangeAt)
  const asked = useRef(dashboard.panels)
  const { panels } = dashboard
  useEffect(() => {
    const changed = changedQuestions(asked.current, panels)
    if (changed.length === 0) return
    const timer = setTimeout(() => {
      asked.current = panels
      reads.configure(read, rangeAt, changed)
    }, typingMs)
    return () => clearTimeout(timer)
  }, [panels, read, reads, rangeAt])
  const runNow = (panelId: string) => {
    asked.current = panels
    reads.configure(read, rangeAt, [panelId])
  }
  return { reads, busy, runNow }
}
