// Histograms whose buckets are powers of two, as Tempo's.

/** The power of two at or above a value; undefined below 2, which Tempo leaves out. */
export function bucketOf(value: number): number | undefined {
  return value < 2 ? undefined : 2 ** Math.ceil(Math.log2(value))
}

/** Where, between the bucket bounds, the quantile lies; buckets are sorted by bound. 0 when there is nothing. */
export function quantileOf(quantile: number, bounds: readonly number[], counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0 || !(quantile >= 0 && quantile <= 1)) return 0
  const wanted = Math.max(1, Math.ceil(quantile * total))
  let seen = 0
  let bucket = 0
  for (; bucket < counts.length; bucket++) {
    if (seen + counts[bucket]! > wanted) break
    seen += counts[bucket]!
    if (seen === wanted) return bounds[bucket]!
  }
  const part = (wanted - seen) / counts[bucket]!
  const most = Math.log2(bounds[bucket]!)
  const least = bucket > 0 ? Math.log2(bounds[bucket - 1]!) : most - 1
  return 2 ** (least + (most - least) * part)
}
