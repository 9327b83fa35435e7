import { type RefCallback, useCallback, useState } from "react"

/** Pixels of an element, followed while it resizes; `known` wins where the caller already knows. 0 before the first look. */
export function useWidth(known?: number): [RefCallback<HTMLElement>, number] {
  const [measured, setMeasured] = useState(0)
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return
    setMeasured(element.clientWidth)
    const observer = new ResizeObserver((entries) => setMeasured(Math.floor(entries[0]?.contentRect.width ?? 0)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [measure, known ?? measured]
}
