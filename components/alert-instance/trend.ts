export interface Trend {
  /** SVG path of the value; "" when nothing was measured. */
  line: string
  /** Height of the threshold, inside the picture. */
  thresholdY: number
}

/** The value of the last while as a line in a picture of the given size, on one scale with its threshold. Gaps break the line. */
export function trendOf(
  { times, values }: { times: readonly number[]; values: readonly (number | null)[] },
  threshold: number,
  size: { width: number; height: number },
): Trend | undefined {
  const real = values.filter((value): value is number => value !== null && Number.isFinite(value))
  if (real.length < 2 || !Number.isFinite(threshold)) return undefined
  const [low, high] = [Math.min(threshold, ...real), Math.max(threshold, ...real)]
  const [from, to] = [times[0] ?? 0, times.at(-1) ?? 1]
  const x = (time: number) => round(((time - from) / (to - from || 1)) * size.width)
  const y = (value: number) => round(size.height - 2 - ((value - low) / (high - low || 1)) * (size.height - 4))
  let line = ""
  let broken = true
  times.forEach((time, index) => {
    const value = values[index]
    const isThere = typeof value === "number" && Number.isFinite(value)
    if (isThere) line += `${broken ? "M" : "L"}${x(time)} ${y(value)}`
    broken = !isThere
  })
  return { line, thresholdY: y(threshold) }
}

/** The alert's own series: each label that both carry agrees. */
export function ownSeries<Series extends { labels: Record<string, string> }>(
  series: Series[],
  labels: Record<string, string>,
): Series | undefined {
  return series.find((one) =>
    Object.entries(one.labels).every(([name, value]) => name === "__name__" || labels[name] === undefined || labels[name] === value),
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
