"use client"

import { useEffect } from "react"

/** Asks before the page is left while `unsaved`: closing the tab, and links of the app. `question` is what the dialog says. */
export function useLeaveGuard(unsaved: boolean, question: string) {
  useEffect(() => {
    if (!unsaved) return
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null
      if (!link || link.getAttribute("target") === "_blank" || event.metaKey || event.ctrlKey) return
      if (globalThis.confirm(question)) return
      event.preventDefault()
      event.stopPropagation()
    }
    addEventListener("beforeunload", beforeUnload)
    document.addEventListener("click", click, { capture: true })
    return () => {
      removeEventListener("beforeunload", beforeUnload)
      document.removeEventListener("click", click, { capture: true })
    }
  }, [unsaved, question])
}
