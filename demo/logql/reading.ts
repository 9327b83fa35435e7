// What one query may read, and what it has read.
import type { LogStore } from "./log-store.ts"

export interface Reading {
  store: LogStore
  /** Lines that were looked at one by one, and their bytes. */
  lines: number
  bytes: number
  /** Lines that passed. */
  passed: number
  /** Bytes of structured metadata. */
  metadataBytes: number
  warnings: Set<string>
}

export function newReading(store: LogStore): Reading {
  return { store, lines: 0, bytes: 0, passed: 0, metadataBytes: 0, warnings: new Set() }
}
