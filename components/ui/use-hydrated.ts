"use client"

import { useSyncExternalStore } from "react"

const never = () => () => {}

/** False on the server and while its page is taken over: until then nothing may be drawn that the browser alone knows (its zone, its width). */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
