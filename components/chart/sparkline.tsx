import { useMemo } from "react"
import type { NumberColumn, TimeColumn } from "#lib/frame/frame.ts"
import { sparklinePath } from "./sparkline-path.ts"

/** A line without axes, for big numbers and lists. Pure SVG: it needs no drawing library. */
export function Sparkline({
  times,
  values,
  range,
  color,
  width,
  height,
  className,
}: {
  times: TimeColumn
  values: NumberColumn
  range: { fromMs: number; toMs: number }
  /** CSS colour. */
  color: string
  width: number
  height: number
  className?: string
}) {
  const { line, area } = useMemo(() => sparklinePath(times, values, range, width, height), [times, values, range, width, height])
  return (
    <svg className={className} width={width} height={height} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
      <path d={area} fill={color} opacity={0.14} />
      <path d={line} fill="none" stroke={color} strokeWidth={1.5} strokeLinejoin="round" />
    </svg>
  )
}
