import { createHash } from "node:crypto"

/** A place in the interval that stays the same over restarts: a hash of the group's name and interval. In ms, 0 ≤ offset < interval. */
export function offsetOf(group: string, intervalMs: number): number {
  return createHash("sha256").update(`${group}\u0000${intervalMs}`).digest().readUIntBE(0, 6) % intervalMs
}

export interface Grid {
  intervalMs: number
  offsetMs: number
}

/** The last slot that is not after `nowMs`. Slots are k × interval + offset since the epoch. */
export function slotAtOrBefore({ intervalMs, offsetMs }: Grid, nowMs: number): number {
  return Math.floor((nowMs - offsetMs) / intervalMs) * intervalMs + offsetMs
}

export const slotAfter = (grid: Grid, nowMs: number): number => slotAtOrBefore(grid, nowMs) + grid.intervalMs

/**
 * What to evaluate when slot `nextSlotMs` was due: the newest slot that is due. Those between are missed, never caught up with.
 * A clock that went back gives the slot that was planned.
 */
export function dueSlot(grid: Grid, nextSlotMs: number, nowMs: number): { slotMs: number; missed: number } {
  const newest = slotAtOrBefore(grid, nowMs)
  if (newest <= nextSlotMs) return { slotMs: nextSlotMs, missed: 0 }
  return { slotMs: newest, missed: Math.ceil((newest - nextSlotMs) / grid.intervalMs) }
}
