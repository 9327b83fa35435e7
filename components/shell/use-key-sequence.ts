"use client"

import { useEffect, useEffectEvent } from "react"

/**
 * Keys without a modifier, alone ("e") or in a row ("d r"): `event.key` values joined by a space. They rest while somebody types or a dialog or menu is open.
 */
export function useKeySequence(keys: Record<string, () => void>): void {
  const press = useEffectEvent((typed: string[]) => {
    const [before, now] = typed
    const run = (before && keys[`${before} ${now}`]) || keys[now ?? ""]
    run?.()
    return run !== undefined
  })
  useEffect(() => {
    let before = ""
    let at = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isBusy(event.target)) return
      const first = event.timeStamp - at < 1000 ? before : ""
      const used = press([first, event.key])
      if (used) event.preventDefault()
      before = used ? "" : event.key
      at = event.timeStamp
    }
    document.addEventListener("keydown", onKey)
    return () => document.removeEventListener("keydown", onKey)
  }, [])
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector("[role=dialog], [role=menu], dialog[open]")) return true
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable=true], .cm-editor") !== null
}
