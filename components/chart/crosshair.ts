type Listener = (timeMs: number | null, source: symbol) => void

const groups = new Map<string, Set<Listener>>()

/** Tells the other charts of a group where the cursor stands; `null` when it left. Costs no rendering. */
export function publishCrosshair(group: string, timeMs: number | null, source: symbol): void {
  for (const listener of groups.get(group) ?? []) listener(timeMs, source)
}

/** @returns what ends it. */
export function followCrosshair(group: string, listener: Listener): () => void {
  const listeners = groups.get(group) ?? new Set()
  groups.set(group, listeners)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) groups.delete(group)
  }
}
