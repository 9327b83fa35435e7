const FIRST_MS = 2_000
const LONGEST_MS = 10 * 60_000
const JITTER = 0.2
export const GIVE_UP_MS = 24 * 3_600_000

export interface Tried {
  /** Of the delivery: its jitter stays its own. */
  id: string
  /** Tries so far, this one included. */
  attempts: number
  createdAtMs: number
  nowMs: number
  retry: boolean
  /** The vendor's own wish; it wins over ours when it is longer. */
  afterMs?: number
}

/** When to try again after a failure; null: not any more. Exponential with a jitter of ±20 %, up to 24 h after the delivery was made. */
export function nextTry({ id, attempts, createdAtMs, nowMs, retry, afterMs }: Tried): number | null {
  if (!retry || nowMs - createdAtMs >= GIVE_UP_MS) return null
  const exponential = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20))
  const own = exponential * (1 - JITTER + 2 * JITTER * share(`${id}:${attempts}`))
  return Math.round(nowMs + (afterMs === undefined ? own : Math.min(Math.max(afterMs, 0), GIVE_UP_MS)))
}

/** 0 ≤ share < 1, the same for the same text (FNV-1a). */
function share(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0) / 2 ** 32
}
