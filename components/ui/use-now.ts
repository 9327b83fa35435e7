"use client"

import { useEffect, useState } from "react"

/** The time (epoch ms) as of the last `everyMs`; what is drawn from it is drawn again then. */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
