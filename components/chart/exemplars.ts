/** Pixels between two marks: nearer ones can't be clicked apart. */
const apart = 10

/** Of the marks that share a column of pixels the highest stays (least y: the slowest request), so a busy chart stays readable. */
export function spreadExemplars<Mark extends { x: number; y: number }>(marks: readonly Mark[], width: number): Mark[] {
  const columns = new Map<number, Mark>()
  for (const mark of marks) {
    if (!(mark.x >= 0 && mark.x <= width) || Number.isNaN(mark.y)) continue
    const column = Math.floor(mark.x / apart)
    const there = columns.get(column)
    if (!there || mark.y < there.y) columns.set(column, mark)
  }
  return [...columns.values()]
}
