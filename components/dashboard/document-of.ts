import { DashboardInput, type DashboardDocument } from "#lib/dashboard/schema.ts"

const keys = Object.keys(DashboardInput.shape).filter((key) => key !== "id")

/** The part of a stored dashboard that its author writes: no id, version or times. */
export function documentOf(dashboard: DashboardDocument): DashboardDocument {
  return Object.fromEntries(Object.entries(dashboard).filter(([key]) => keys.includes(key))) as unknown as DashboardDocument
}

/** An id for a new panel: short, URL-safe. `random` gives 0 ≤ n < 1. */
export function newPanelId(taken: string[], random: () => number): string {
  for (;;) {
    const id = `p${Math.floor(random() * 36 ** 6).toString(36)}`
    if (!taken.includes(id)) return id
  }
}
