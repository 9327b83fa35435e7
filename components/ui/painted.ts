const longestMs = 200

/** Resolves when what was just set is on the screen; where nothing is painted (a tab behind others) soon after. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, longestMs)
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))
  })
}
