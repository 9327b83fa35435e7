"use client"

import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react"

const nearPx = 400

/**
 * Size of an element and whether it is, or was, within 400 px of the viewport. `onSee` gets its width (pixels) while it is near and
 * each time the width changes, and undefined when it leaves.
 */
export function useInView(onSee: (width: number | undefined) => void): {
  ref: RefObject<HTMLDivElement | null>
  size: { width: number; height: number }
  near: boolean
} {
  const ref = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  const [near, setNear] = useState(false)
  const tell = useEffectEvent(onSee)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    let visible = false
    const measure = () => {
      const width = element.clientWidth
      const height = element.clientHeight
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }))
      if (visible && width > 0) tell(width)
    }
    const resize = new ResizeObserver(measure)
    const intersection = new IntersectionObserver(
      (entries) => {
        visible = entries.at(-1)?.isIntersecting ?? false
        if (!visible) return tell(undefined)
        setNear(true)
        measure()
      },
      { rootMargin: `${nearPx}px` },
    )
    // The observers speak after a frame: what is there at once need not wait for it.
    const { top, bottom } = element.getBoundingClientRect()
    if (top < window.innerHeight + nearPx && bottom > -nearPx) {
      visible = true
      setNear(true)
      measure()
    }
    resize.observe(element)
    intersection.observe(element)
    return () => {
      resize.disconnect()
      intersection.disconnect()
      tell(undefined)
    }
  }, [])
  return { ref, size, near }
}
