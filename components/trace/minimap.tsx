import { useTranslations } from "next-intl"
import { type PointerEvent, useEffect, useRef, useState } from "react"
import { useWidth } from "#components/chart/use-width.ts"
import classes from "./trace.module.css"
import type { TraceView } from "./use-trace-view.ts"

const height = 40
const leastDrag = 4

/** The whole trace at a glance, a line a span; dragging picks the part of the time that the rows show. */
export function Minimap({ view, colours }: { view: TraceView; colours: string[] }) {
  const t = useTranslations("trace")
  const { tree, state, dispatch } = view
  const [measure, width] = useWidth()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drag, setDrag] = useState<{ from: number; to: number }>()
  useEffect(() => {
    if (canvas.current && width > 0) paint(canvas.current, view, colours, width)
  }, [view, colours, width])
  const span = Math.max(0.001, tree.toMs - tree.fromMs)
  const timeAt = (x: number) => tree.fromMs + (Math.min(width, Math.max(0, x)) / width) * span
  const pixel = (timeMs: number) => ((timeMs - tree.fromMs) / span) * width
  const onUp = (event: PointerEvent) => {
    if (!drag) return
    const [from, to] = [Math.min(drag.from, event.nativeEvent.offsetX), Math.max(drag.from, event.nativeEvent.offsetX)]
    dispatch({ type: "zoom", zoom: to - from < leastDrag ? undefined : { fromMs: timeAt(from), toMs: timeAt(to) } })
    setDrag(undefined)
  }
  const shown = drag
    ? { left: Math.min(drag.from, drag.to), right: Math.max(drag.from, drag.to) }
    : state.zoom && { left: pixel(state.zoom.fromMs), right: pixel(state.zoom.toMs) }
  return (
    <div
      ref={measure}
      className={classes.minimap}
      title={t("minimapHint")}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrag({ from: event.nativeEvent.offsetX, to: event.nativeEvent.offsetX })
      }}
      onPointerMove={(event) => drag && setDrag({ ...drag, to: event.nativeEvent.offsetX })}
      onPointerUp={onUp}
    >
      <canvas ref={canvas} style={{ width, height }} aria-hidden />
      {shown && <span className={classes.minimapWindow} style={{ left: shown.left, width: shown.right - shown.left }} />}
    </div>
  )
}

function paint(canvas: HTMLCanvasElement, { tree, path }: TraceView, colours: string[], width: number): void {
  const density = Math.min(2, window.devicePixelRatio || 1)
  canvas.width = width * density
  canvas.height = height * density
  const context = canvas.getContext("2d")
  if (!context || tree.count === 0) return
  context.scale(density, density)
  const span = Math.max(0.001, tree.toMs - tree.fromMs)
  const x = (timeMs: number) => ((timeMs - tree.fromMs) / span) * width
  const rowHeight = Math.max(1, Math.min(4, height / tree.count))
  for (let at = 0; at < tree.count; at++) {
    const row = tree.order[at]!
    const y = (at / tree.count) * (height - rowHeight)
    context.fillStyle = colours[tree.service[row]!]!
    context.fillRect(x(tree.start[row]!), y, Math.max(1, x(tree.end[row]!) - x(tree.start[row]!)), Math.max(0.75, rowHeight - 0.5))
  }
  context.fillStyle = getComputedStyle(canvas).color
  for (const [row, parts] of path) {
    const y = (tree.place[row]! / tree.count) * (height - rowHeight)
    for (const part of parts) context.fillRect(x(part.fromMs), y, Math.max(1, x(part.toMs) - x(part.fromMs)), 1)
  }
}
