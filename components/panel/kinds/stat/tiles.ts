/** How many columns of tiles fit best: near 2:1 tiles that fill the panel. */
export function tileColumns(count: number, width: number, height: number): number {
  let best = 1
  let score = Number.POSITIVE_INFINITY
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns)
    const ratio = width / columns / (height / rows)
    const waste = (columns * rows - count) / count
    const off = Math.abs(Math.log(ratio / 2)) + waste
    if (off < score) [best, score] = [columns, off]
  }
  return best
}

/** Pixels of the big number, 20 to 40: as large as the tile's width and height allow. */
export function numberSize(letters: number, width: number, height: number): number {
  return Math.round(Math.min(40, Math.max(20, Math.min((width - 24) / Math.max(3, letters * 0.6), height * 0.55))))
}
