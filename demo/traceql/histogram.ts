// Histograms whose buckets are powers of two, as Tempo's.

/** The power of two at or above a value; undefined below 2, which Tempo leaves out. */
export function bucketOf(value: number): number | undefined {
  return value < 2 ? undefined : 2 ** Math.ceil(Math.log2(value))
}

/** Counts of a sample are sums of fractions. */
const TINY = 1e-6

/**
 * Where, between the bucket bounds, the quantile lies; buckets are sorted by bound. Counts may be estimates, not whole. 0 when there is
 * nothing.
 */
export function quantileOf(quantile: number, bounds: readonly number[], counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total < TINY || !(quantile >= 0 && quantile <= 1)) return 0
  const wanted = Math.min(total, Math.max(1, Math.ceil(quantile * total - TINY)))
  let seen = 0
  for (const [bucket, count] of counts.entries()) {
    if (seen + count <= wanted - TINY) {
      seen += count
      continue
    }
    if (seen + count <= wanted + TINY) return bounds[bucket]!
    const most = Math.log2(bounds[bucket]!)
    const least = bucket > 0 ? Math.log2(bounds[bucket - 1]!) : most - 1
    return 2 ** (least + ((most - least) * (wanted - seen)) / count)
  }
  return bounds.at(-1)!
}
