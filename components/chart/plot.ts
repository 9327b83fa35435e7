/** Where the plot lies inside the chart; the rest is for labels. Pixels. */
export interface Plot {
  left: number
  top: number
  width: number
  height: number
}

const above = 8
const below = 20
const beside = 12
/** A legend never takes more than this share of the chart. */
const legendShare = 0.38
export const legendRow = 20

/** @param longest letters of the longest y label; the gutter grows in steps, so that a refresh rarely moves the plot. */
export function plotOf(width: number, height: number, longest: number): Plot {
  const gutter = Math.min(Math.max(40, Math.ceil((longest * 6.6 + 12) / 8) * 8), Math.max(40, width * 0.4))
  return { left: gutter, top: above, width: Math.max(1, width - gutter - beside), height: Math.max(1, height - above - below) }
}

/** Pixels that the legend gets: decided by the number of series, the mode and the chart's own height, never by the data's values. */
export function legendHeight(mode: "list" | "table" | "none", series: number, height: number, width: number): number {
  if (mode === "none" || series === 0 || height < 120) return 0
  const most = Math.floor((height * legendShare) / legendRow) * legendRow
  const rows = mode === "table" ? series + 1 : Math.min(3, Math.ceil((series * 130) / Math.max(130, width)))
  return Math.max(legendRow, Math.min(rows * legendRow, most)) + 4
}

export function timeToPixel(plot: Plot, range: { fromMs: number; toMs: number }, timeMs: number): number {
  return ((timeMs - range.fromMs) / (range.toMs - range.fromMs)) * plot.width
}

export function pixelToTime(plot: Plot, range: { fromMs: number; toMs: number }, pixel: number): number {
  return range.fromMs + (pixel / plot.width) * (range.toMs - range.fromMs)
}
