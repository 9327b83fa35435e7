// What one query may read, and what it has read.
import type { LogStore } from "./log-store.ts"

export interface Reading {
  store: LogStore
  /** Milliseconds, not included: the world can tell of any instant, a server knows of none that is still to come. */
  untilMs: number
  /** Lines that were looked at one by one, and their bytes. */
  lines: number
  bytes: number
  /** Lines that passed. */
  passed: number
  /** Bytes of structured metadata. */
  metadataBytes: number
  warnings: Set<string>
}

export function newReading(store: LogStore, nowMs = Infinity): Reading {
  return { store, untilMs: Math.floor(nowMs) + 1, lines: 0, bytes: 0, passed: 0, metadataBytes: 0, warnings: new Set() }
}
