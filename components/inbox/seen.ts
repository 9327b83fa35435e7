import { useState } from "react"

const key = "bongsu-inbox-seen"

function read(): string {
  try {
    return localStorage.getItem(key) ?? ""
  } catch {
    // Storage may be forbidden: then every message is new.
    return ""
  }
}

/** The id of the newest message that this browser showed before the page was opened; ids sort by time. */
export function useSeenBefore(): string {
  return useState(() => (typeof window === "undefined" ? "" : read()))[0]
}

export function markSeen(newestId: string): void {
  try {
    if (newestId > read()) localStorage.setItem(key, newestId)
  } catch {}
}
