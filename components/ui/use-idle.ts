"use client"

import { useEffect, useState } from "react"

const latestMs = 1_000

/** False until the browser has nothing else to do, for a second at most: what nobody opened the page for is asked after what they did. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    const begin = () => setIdle(true)
    // Not in every Safari.
    if (!("requestIdleCallback" in globalThis)) {
      const timer = setTimeout(begin, latestMs / 2)
      return () => clearTimeout(timer)
    }
    const asked = requestIdleCallback(begin, { timeout: latestMs })
    return () => cancelIdleCallback(asked)
  }, [])
  return idle
}
