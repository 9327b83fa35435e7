import { type RefCallback, useCallback, useState } from "react"

/** Rows drawn above and below what is seen. */
const spare = 12

/** Which rows of fixed height are in view. It renders again only when that changes by a few rows, not for each pixel. */
export function useRowWindow(
  count: number,
  rowHeight: number,
  height: number,
): { scroller: RefCallback<HTMLElement>; first: number; last: number; top: number } {
  const [top, setTop] = useState(0)
  const scroller = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return
      const follow = () => setTop(Math.floor(element.scrollTop / (rowHeight * 4)) * rowHeight * 4)
      follow()
      element.addEventListener("scroll", follow, { passive: true })
      return () => element.removeEventListener("scroll", follow)
    },
    [rowHeight],
  )
  const first = Math.min(Math.max(0, Math.floor(top / rowHeight) - spare), Math.max(0, count - 1))
  const last = Math.min(count, Math.ceil((top + Math.max(0, height)) / rowHeight) + spare)
  return { scroller, first, last, top }
}
