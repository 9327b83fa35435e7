import { z } from "zod"

export const Readiness = z.object({
  ok: z.boolean(),
  checks: z.object({ database: z.boolean(), migrations: z.boolean(), secretKey: z.boolean() }),
})
export type Readiness = z.infer<typeof Readiness>

export const WorkerHealth = z.object({
  ok: z.boolean(),
  /** That ticked in the last half minute. */
  workers: z.int(),
  lastTickAt: z.iso.datetime().optional(),
  /** Milliseconds since the newest tick. */
  ageMs: z.int().optional(),
  /** How late that tick was, in milliseconds. */
  lagMs: z.int().optional(),
})
export type WorkerHealth = z.infer<typeof WorkerHealth>

/** `delivered` false: there is no notification policy, alerts show in the UI only. */
const Alerts = z.object({ delivered: z.boolean() })

export const Health = Readiness.extend({ worker: WorkerHealth, alerts: Alerts.optional() })
export type Health = z.infer<typeof Health>
