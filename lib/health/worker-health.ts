import type { WorkerHealth } from "./schema.ts"

/** Workers tick every second or so; one that was silent this long is stuck or gone. */
const SILENT_MS = 30_000

/** The newest tick of all workers, and how many of them are alive. Pure. */
export function workerHealth(heartbeats: { tickAt: Date; lagMs: number }[], now: Date): WorkerHealth {
  const alive = heartbeats.filter((beat) => now.getTime() - beat.tickAt.getTime() < SILENT_MS)
  const newest = heartbeats.toSorted((a, b) => b.tickAt.getTime() - a.tickAt.getTime())[0]
  if (!newest) return { ok: false, workers: 0 }
  const ageMs = Math.max(0, now.getTime() - newest.tickAt.getTime())
  return { ok: alive.length > 0, workers: alive.length, lastTickAt: newest.tickAt.toISOString(), ageMs, lagMs: newest.lagMs }
}
