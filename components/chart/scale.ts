/** The y axis: where it begins and ends, its ticks, and where a value lies. Pixels count from the plot's top. */
export interface Scale {
  kind: "linear" | "log"
  min: number
  max: number
  ticks: number[]
}

export interface ScaleInput {
  /** Least and greatest value drawn; NaN when there is none. */
  low: number
  high: number
  kind: "linear" | "log"
  min?: number | null
  max?: number | null
  /** Powers of two for bytes. */
  base?: 2 | 10
  /** Pixels of the plot. */
  height: number
}

/** Ticks at round numbers about 40 px apart; a given min or max is kept to the letter. */
export function scaleOf(input: ScaleInput): Scale {
  return input.kind === "log" ? logScale(input) : linearScale(input)
}

/** Pixels from the plot's top; values outside lie outside. NaN for what a log axis can't show. */
export function pixelOf(scale: Scale, value: number, height: number): number {
  const share =
    scale.kind === "log"
      ? (Math.log10(value) - Math.log10(scale.min)) / (Math.log10(scale.max) - Math.log10(scale.min))
      : (value - scale.min) / (scale.max - scale.min)
  return height - share * height
}

export function valueAt(scale: Scale, pixel: number, height: number): number {
  const share = (height - pixel) / height
  if (scale.kind === "log") return 10 ** (Math.log10(scale.min) + share * (Math.log10(scale.max) - Math.log10(scale.min)))
  return scale.min + share * (scale.max - scale.min)
}

/** A written tick without the zeros that round numbers drag along: "1.50 s" is "1.5 s", "0.0100" is "0.01". */
export function tickText(text: string): string {
  return text.replace(/(\d)\.(\d*?)0+(?!\d)/, (_, whole: string, rest: string) => (rest === "" ? whole : `${whole}.${rest}`))
}

function linearScale({ low, high, min, max, base = 10, height }: ScaleInput): Scale {
  let [from, to] = Number.isFinite(low) && Number.isFinite(high) ? [low, high] : [0, 1]
  if (min == null && from > 0 && from < to * 0.75) from = 0
  if (min != null) from = min
  if (max != null) to = max
  if (from === to) [from, to] = widened(from, min != null, max != null)
  if (from > to) [from, to] = max != null && min == null ? [to - Math.abs(to || 1), to] : [from, from + Math.abs(from || 1)]
  const step = roundStep((to - from) / Math.max(2, Math.floor(height / 40)), base)
  const first = min ?? Math.floor(from / step + 1e-9) * step
  const last = max ?? Math.ceil(to / step - 1e-9) * step
  const ticks: number[] = []
  for (let index = Math.ceil(first / step - 1e-9); index * step <= last + step * 1e-9 && ticks.length < 100; index++)
    ticks.push(clean(index * step, step))
  return { kind: "linear", min: clean(first, step), max: clean(last === first ? first + step : last, step), ticks }
}

function widened(value: number, minFixed: boolean, maxFixed: boolean): [number, number] {
  const room = Math.abs(value) * 0.1 || 1
  if (minFixed) return [value, value + room]
  if (maxFixed) return [value - room, value]
  return value > 0 ? [0, value + room] : [value - room, value + room]
}

function logScale({ low, high, min, max }: ScaleInput): Scale {
  const top = max != null && max > 0 ? max : high > 0 ? 10 ** Math.ceil(Math.log10(high) - 1e-9) : 10
  const least = low > 0 ? 10 ** Math.floor(Math.log10(low) + 1e-9) : top / 1000
  const bottom = min != null && min > 0 ? min : least < top ? least : top / 10
  const ticks: number[] = []
  const decades = Math.log10(top / bottom)
  const stride = Math.max(1, Math.ceil(decades / 8))
  for (let power = Math.ceil(Math.log10(bottom) - 1e-9); power <= Math.log10(top) + 1e-9; power += stride) ticks.push(10 ** power)
  return { kind: "log", min: bottom, max: top > bottom ? top : bottom * 10, ticks }
}

function roundStep(rough: number, base: 2 | 10): number {
  if (base === 2 && rough >= 1) return 2 ** Math.ceil(Math.log2(rough))
  const power = 10 ** Math.floor(Math.log10(rough))
  const lead = rough / power
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 2.5 ? 2.5 : lead <= 5 ? 5 : 10) * power
}

/** 0.30000000000000004 is 0.3. */
function clean(value: number, step: number): number {
  const digits = Math.min(15, Math.max(0, 2 - Math.floor(Math.log10(step))))
  return Number(value.toFixed(digits))
}
