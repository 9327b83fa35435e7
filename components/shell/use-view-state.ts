"use client"

import { useSearchParams } from "next/navigation"
import { useCallback, useMemo } from "react"
import { readViewState, type ViewPatch, type ViewState, writeViewState } from "./view-state.ts"

/**
 * The view's state from the URL and a way to change it. A change is a step of the browser's history, so that "back" goes back to
 * the range before; `replace` for what nobody wants to go back to.
 */
export function useViewState(): [ViewState, (patch: ViewPatch, how?: "push" | "replace") => void] {
  const params = useSearchParams()
  const state = useMemo(() => readViewState(new URLSearchParams(params)), [params])
  const change = useCallback((patch: ViewPatch, how: "push" | "replace" = "push") => {
    const next = writeViewState(new URLSearchParams(window.location.search), patch).toString()
    const url = window.location.pathname + (next && `?${next}`)
    if (url === window.location.pathname + window.location.search) return
    if (how === "push") window.history.pushState(null, "", url)
    else window.history.replaceState(null, "", url)
  }, [])
  return [state, change]
}
