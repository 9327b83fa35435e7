"use client"

import { type RefObject, useLayoutEffect } from "react"
import { place, type Side } from "./place.ts"

/** Shows a `popover="manual"` above everything and keeps it beside `anchor` while it is mounted and `shown`. */
export function usePlaced(
  piece: RefObject<HTMLElement | null>,
  anchor: RefObject<HTMLElement | null>,
  side: Side,
  { shown = true, gap = 6 }: { shown?: boolean; gap?: number } = {},
): void {
  useLayoutEffect(() => {
    const element = piece.current
    if (!element || !shown) return
    const put = () => {
      if (!anchor.current) return
      const view = { width: document.documentElement.clientWidth, height: window.innerHeight }
      const size = { width: element.offsetWidth, height: element.offsetHeight }
      const { left, top } = place(anchor.current.getBoundingClientRect(), size, view, side, gap)
      element.style.setProperty("left", `${left}px`)
      element.style.setProperty("top", `${top}px`)
    }
    element.showPopover()
    put()
    // What it holds may come later and be larger.
    const sized = new ResizeObserver(put)
    sized.observe(element)
    window.addEventListener("scroll", put, { capture: true, passive: true })
    window.addEventListener("resize", put)
    return () => {
      sized.disconnect()
      window.removeEventListener("scroll", put, { capture: true })
      window.removeEventListener("resize", put)
    }
  }, [piece, anchor, side, shown, gap])
}
