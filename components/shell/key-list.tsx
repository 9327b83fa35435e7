"use client"

import dynamic from "next/dynamic"
import { useSyncExternalStore } from "react"
import { useKeySequence } from "./use-key-sequence.ts"

const KeyListDialog = dynamic(() => import("./key-list-dialog.tsx").then((module) => module.KeyListDialog), { loading: () => null })

let shown = false
const listeners = new Set<() => void>()
function show(next: boolean) {
  shown = next
  for (const listener of listeners) listener()
}
function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Opens the list of keys. */
export function showKeys(): void {
  show(true)
}

/** `?` opens it. */
export function KeyList() {
  const opened = useSyncExternalStore(
    subscribe,
    () => shown,
    () => false,
  )
  useKeySequence({ "?": showKeys })
  return opened && <KeyListDialog onClose={() => show(false)} />
}
