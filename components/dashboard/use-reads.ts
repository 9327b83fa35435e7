"use client"

import { useEffect, useRef, useState, useSyncExternalStore } from "react"
import type { Range } from "#lib/time/range.ts"
import { PanelReads, type ReadPanels } from "./panel-reads.ts"

/** One reader of panels for a view; a new `read` (other range, variables) starts them all again, undefined waits. */
export function useReads(read: ReadPanels | undefined, rangeAt: (nowMs: number) => Range): { reads: PanelReads; busy: boolean } {
  const [reads] = useState(() => new PanelReads())
  const started = useRef<unknown>(undefined)
  useEffect(() => {
    if (!read || started.current === read) return
    started.current = read
    reads.configure(read, rangeAt)
  }, [reads, read, rangeAt])
  useEffect(
    () => () => {
      started.current = undefined
      reads.stop()
    },
    [reads],
  )
  const busy = useSyncExternalStore(
    (listener) => reads.subscribeBusy(listener),
    () => reads.busy,
    () => false,
  )
  return { reads, busy }
}
