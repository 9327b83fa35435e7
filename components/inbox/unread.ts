/** What stands on the Inbox's place: "3", "99+". The server counts no further than a hundred. */
export function countText(count: number): string {
  return count > 99 ? "99+" : String(count)
}

/** When the newest of some messages arrived; they are listed as they were made, which may differ. */
export function newestAt(items: readonly { at: string }[]): string | undefined {
  return items.reduce<string | undefined>((newest, { at }) => (newest !== undefined && newest >= at ? newest : at), undefined)
}
