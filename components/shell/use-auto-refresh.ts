"use client"

import { useEffect, useEffectEvent } from "react"

/**
 * Calls `tick` every `everyMs` (0: never). Nothing piles up: a tick that falls while `busy` is dropped, and a hidden tab does not
 * tick; shown again after its time, it ticks at once.
 */
export function useAutoRefresh(everyMs: number, busy: boolean, tick: () => void): void {
  const onTick = useEffectEvent(() => {
    if (!busy) tick()
  })
  useEffect(() => {
    if (everyMs <= 0) return
    let last = Date.now()
    const run = () => {
      if (document.hidden || Date.now() - last < everyMs * 0.9) return
      last = Date.now()
      onTick()
    }
    const timer = setInterval(run, everyMs)
    document.addEventListener("visibilitychange", run)
    return () => {
      clearInterval(timer)
      document.removeEventListener("visibilitychange", run)
    }
  }, [everyMs])
}
