// A world is two numbers; everything else follows from them and the time.
/** Ages the newcomer's world: an alert fires at the first look and resolves within a minute. */
const HEAD_START_MS = 75_000

export interface World {
  seed: number
  /** Where a cycle of incidents begins; any cycle's beginning will do. */
  phaseMs: number
}

/** The world of a first start. */
export function createWorld(nowMs: number, seed = 20_260_101): World {
  return { seed, phaseMs: nowMs - HEAD_START_MS }
}
