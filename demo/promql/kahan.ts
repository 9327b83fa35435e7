// Sums that lose no digits, as Prometheus computes them (Neumaier's variant of Kahan's summation).

export class KahanSum {
  sum = 0
  compensation = 0

  add(value: number): void {
    const next = this.sum + value
    if (next === Infinity || next === -Infinity) this.compensation = 0
    else if (Math.abs(this.sum) >= Math.abs(value)) this.compensation += this.sum - next + value
    else this.compensation += value - next + this.sum
    this.sum = next
  }

  get total(): number {
    return Math.abs(this.sum) === Infinity ? this.sum : this.sum + this.compensation
  }
}

/** The mean of `count` values; goes over to an incremental mean when their sum would overflow. */
export function mean(count: number, at: (index: number) => number): number {
  const sum = new KahanSum()
  for (let index = 0; index < count; index++) {
    const { sum: before, compensation } = sum
    sum.add(at(index))
    if (index > 0 && Math.abs(sum.sum) === Infinity) return incrementalMean(count, index, before, compensation, at)
  }
  return sum.sum / count + sum.compensation / count
}

function incrementalMean(count: number, from: number, sum: number, compensation: number, at: (index: number) => number): number {
  const average = new KahanSum()
  average.sum = sum / from
  average.compensation = compensation / from
  for (let index = from; index < count; index++) {
    const share = index / (index + 1)
    average.sum *= share
    average.compensation *= share
    average.add(at(index) / (index + 1))
  }
  return average.sum + average.compensation
}

/** Population variance (Welford, compensated). */
export function variance(count: number, at: (index: number) => number): number {
  const average = new KahanSum()
  const squares = new KahanSum()
  for (let index = 0; index < count; index++) {
    const value = at(index)
    const delta = value - (average.sum + average.compensation)
    average.add(delta / (index + 1))
    squares.add(delta * (value - (average.sum + average.compensation)))
  }
  return (squares.sum + squares.compensation) / count
}

/** Of values in ascending order, NaN first. */
export function quantileOfSorted(q: number, sorted: ArrayLike<number>): number {
  const count = sorted.length
  if (count === 0 || Number.isNaN(q)) return NaN
  if (q < 0) return -Infinity
  if (q > 1) return Infinity
  const rank = q * (count - 1)
  const lower = Math.max(0, Math.floor(rank))
  const upper = Math.min(count - 1, lower + 1)
  const weight = rank - Math.floor(rank)
  return (sorted[lower] ?? NaN) * (1 - weight) + (sorted[upper] ?? NaN) * weight
}

/** Ascending, NaN first. */
export function sortNumbers(values: Float64Array): Float64Array {
  values.sort()
  const firstNaN = values.findIndex(Number.isNaN)
  if (firstNaN <= 0) return values
  const sorted = new Float64Array(values.length).fill(NaN)
  sorted.set(values.subarray(0, firstNaN), values.length - firstNaN)
  return sorted
}
