import type { DashboardDocument } from "#lib/dashboard/schema.ts"
import { type EditHistory, isDirty } from "./edit-history.ts"

interface Draft {
  version: number
  history: EditHistory<DashboardDocument>
}

const drafts = new Map<string, Draft>()

/** Keeps unsaved work while the page is open, so that the browser's "back" loses nothing. `id` "" is the new dashboard. */
export function keepDraft(id: string, draft: Draft): void {
  if (isDirty(draft.history)) drafts.set(id, draft)
  else drafts.delete(id)
}

export function draftOf(id: string): Draft | undefined {
  return drafts.get(id)
}

export function dropDraft(id: string): void {
  drafts.delete(id)
}
