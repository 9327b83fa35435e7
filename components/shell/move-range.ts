import type { Range } from "#lib/time/range.ts"

/** Twice the span about the same middle; an end that was not in the future stays out of it. */
export function zoomOut({ fromMs, toMs }: Range, nowMs: number): Range {
  const half = toMs - fromMs
  const middle = (fromMs + toMs) / 2
  return endBy({ fromMs: Math.round(middle - half), toMs: Math.round(middle + half) }, Math.max(nowMs, toMs))
}

/** Half the span earlier (-1) or later (1), never past now. */
export function shiftRange({ fromMs, toMs }: Range, direction: -1 | 1, nowMs: number): Range {
  const by = Math.round(((toMs - fromMs) / 2) * direction)
  return endBy({ fromMs: fromMs + by, toMs: toMs + by }, Math.max(nowMs, toMs))
}

function endBy(range: Range, lastMs: number): Range {
  const over = Math.max(0, range.toMs - lastMs)
  return { fromMs: range.fromMs - over, toMs: range.toMs - over }
}
