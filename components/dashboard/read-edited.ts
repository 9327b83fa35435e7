import type { Panel } from "#lib/dashboard/schema.ts"
import type { PanelsQuery } from "#lib/query/schema.ts"
import type { Value } from "./choice.ts"
import type { ReadPanels } from "./panel-reads.ts"
import { readDraft } from "./read-draft.ts"
import { readSaved } from "./read-saved.ts"

/** What of a panel decides its data. */
export function questionOf({ datasourceId, queries, maxDataPoints, minInterval }: Panel): string {
  return JSON.stringify([datasourceId, queries, maxDataPoints, minInterval])
}

/** Ids of the panels of `after` that ask something else than in `before`. */
export function changedQuestions(before: Panel[], after: Panel[]): string[] {
  const known = new Map(before.map((panel) => [panel.id, panel]))
  return after
    .filter((panel) => {
      const old = known.get(panel.id)
      return old !== panel && (!old || questionOf(old) !== questionOf(panel))
    })
    .map((panel) => panel.id)
}

/** Reads panels under edit: those that ask what is stored as any reader does, the others as drafts. */
export function readEdited(
  dashboard: { id?: string; saved: () => Panel[]; present: () => Panel[] },
  range: PanelsQuery["range"],
  variables: { chosen: Record<string, Value>; spelledOut: Record<string, Value> },
): ReadPanels {
  const stored = dashboard.id === undefined ? undefined : readSaved(dashboard.id, range, variables.chosen)
  return async (panels, at, signal, onLine) => {
    const present = new Map(dashboard.present().map((panel) => [panel.id, panel]))
    const changed = new Set(changedQuestions(dashboard.saved(), dashboard.present()))
    const drafts = panels.filter(({ id }) => !stored || changed.has(id))
    const rest = panels.filter((panel) => !drafts.includes(panel))
    await Promise.all([
      stored && rest.length > 0 ? stored(rest, at, signal, onLine) : undefined,
      ...drafts.map(async ({ id, points }) => {
        const panel = present.get(id)
        if (panel) onLine(await readDraft(panel, points, range, variables.spelledOut, signal))
      }),
    ])
  }
}
