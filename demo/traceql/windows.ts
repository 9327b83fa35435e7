// Which parts of a long range are looked at. A month of traces is never walked: an even sample stands for it.
import type { TraceStore } from "./trace-store.ts"

/** The sample at `firstMs + i · stepMs` tells of the step that ends there. */
export interface Intervals {
  firstMs: number
  stepMs: number
  count: number
}

export interface Window {
  fromMs: number
  toMs: number
}

export interface Sampling {
  /** Oldest first, apart from each other. */
  windows: Window[]
  /** How much of the range they cover, above 0, at most 1. */
  share: number
}

const PROBES = 16
const PROBE_MS = 1000
const MAX_WINDOWS_PER_STEP = 6
const WANTED_TRACES_PER_WINDOW = 4
/** Spans begin after their trace's root. */
const LOOK_BACK_MS = 30_000

/** About how many traces begin in the window, by looking at a few seconds of it. */
export function estimateTraces(store: TraceStore, { fromMs, toMs }: Window): number {
  const gap = (toMs - fromMs) / PROBES
  const probeMs = Math.min(PROBE_MS, gap)
  let seen = 0
  for (let probe = 0; probe < PROBES; probe++) {
    const from = fromMs + (probe + 0.5) * gap - probeMs / 2
    for (const _ of store.traces(from, from + probeMs)) seen++
  }
  return probeMs > 0 ? (seen / (PROBES * probeMs)) * (toMs - fromMs) : 0
}

/** The whole range while it holds no more traces than the budget; else equal windows, evenly spread over every step. */
export function planWindows(store: TraceStore, { firstMs, stepMs, count }: Intervals, nowMs: number, budget: number): Sampling {
  const whole = { fromMs: firstMs - stepMs, toMs: Math.min(firstMs + (count - 1) * stepMs + 1, nowMs) }
  if (whole.toMs <= whole.fromMs) return { windows: [], share: 1 }
  const estimate = estimateTraces(store, whole)
  if (estimate <= budget) return { windows: [{ fromMs: whole.fromMs - LOOK_BACK_MS, toMs: whole.toMs }], share: 1 }
  const share = budget / estimate
  const perStep = Math.min(MAX_WINDOWS_PER_STEP, Math.max(1, Math.floor(budget / count / WANTED_TRACES_PER_WINDOW)))
  const gap = stepMs / perStep
  const windows: Window[] = []
  for (let fromMs = whole.fromMs; fromMs + gap / 2 < whole.toMs; fromMs += gap) {
    const middle = fromMs + gap / 2
    windows.push({ fromMs: middle - (share * gap) / 2, toMs: Math.min(middle + (share * gap) / 2, whole.toMs) })
  }
  return { windows, share }
}
