"use client"

import dynamic from "next/dynamic"
import { useEffect, useState } from "react"

const Palette = dynamic(() => import("./palette.tsx").then((module) => module.Palette), { loading: () => null })

/** ⌘K: the palette is fetched when it is first asked for. */
export function PaletteKey() {
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    if (wanted) return
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable=true]") !== null
      if (typing || event.code !== "KeyK" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      setWanted(true)
    }
    document.addEventListener("keydown", onKey)
    return () => document.removeEventListener("keydown", onKey)
  }, [wanted])
  return wanted && <Palette />
}
