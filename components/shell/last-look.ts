import type { Health } from "#lib/health/schema.ts"

/** When a worker last looked, ISO 8601; undefined when none is looking now, which is unknown and not well. */
export function lastLook(health: Health | undefined): string | undefined {
  return health?.worker.ok ? health.worker.lastTickAt : undefined
}
