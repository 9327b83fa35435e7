/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- The plot is an application of its own: arrow keys move its cursor. */
import { useTranslations } from "next-intl"
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from "react"
import { IconTable } from "@tabler/icons-react"
import classes from "./chart.module.css"
import { type CursorRow, nearestIndex, nearestRow, readAt } from "./cursor.ts"
import { followCrosshair, publishCrosshair } from "./crosshair.ts"
import type { ChartModel } from "./model.ts"
import { pixelToTime, type Plot, timeToPixel } from "./plot.ts"
import { pixelOf } from "./scale.ts"
import type { ChartSeries } from "./series.ts"
import { ChartTooltip, type Spot } from "./tooltip.tsx"

export interface PointerProps {
  plot: Plot
  range: { fromMs: number; toMs: number }
  model: ChartModel
  series: readonly ChartSeries[]
  hidden: ReadonlySet<string>
  write: (value: number) => string
  timezone: string
  locale: "en" | "ko"
  stepMs: number
  group?: string
  onSelectRange?: (fromMs: number, toMs: number) => void
  onTable: () => void
}

/** Narrower drags are clicks. */
const leastDrag = 6
/** A sample that many pixels away still counts as under the cursor. */
const reach = 24

/** Crosshair, tooltip, keys and dragging out a range, on an overlay of the plot. */
export function Pointer(props: PointerProps) {
  const { plot, onSelectRange, model, series, write, timezone, locale } = props
  const t = useTranslations("panel")
  const overlay = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLDivElement>(null)
  const { spot, show, leave } = useSpot(props, overlay, line)
  const { drag, ...dragging } = useDrag(props, show)
  const stop = () => {
    dragging.cancel()
    leave()
  }
  return (
    <>
      <div
        ref={overlay}
        className={classes.overlay}
        data-selectable={onSelectRange ? true : undefined}
        style={{ left: plot.left, top: plot.top, width: plot.width, height: plot.height }}
        role="application"
        aria-label={t("chart.keys")}
        tabIndex={0}
        onPointerDown={dragging.down}
        onPointerMove={dragging.move}
        onPointerUp={dragging.up}
        onPointerLeave={stop}
        onBlur={stop}
        onKeyDown={(event) => onKey(event, props, spot, show, leave)}
      >
        <div ref={line} className={classes.crosshair} />
        {drag && <div className={classes.selection} style={{ left: Math.min(drag.from, drag.to), width: Math.abs(drag.to - drag.from) }} />}
        {spot && <Dot {...props} rows={spot.rows} focus={spot.focus} />}
      </div>
      <button
        type="button"
        className={classes.tableButton}
        onClick={props.onTable}
        title={t("chart.asTable")}
        aria-label={t("chart.asTable")}
      >
        <IconTable size={16} stroke={1.5} aria-hidden />
      </button>
      {spot && <ChartTooltip {...{ spot, series, write, timezone, locale }} colours={model.colours} />}
    </>
  )
}

type Show = (x: number, y: number | undefined) => void

/** Where the cursor stands; at most one look a frame. */
function useSpot(
  props: PointerProps,
  overlay: RefObject<HTMLDivElement | null>,
  line: RefObject<HTMLDivElement | null>,
): { spot: Spot | undefined; show: Show; leave: () => void } {
  const [spot, setSpot] = useState<Spot>()
  const frame = useRef(0)
  const announce = useCrosshair(props, line)
  const show: Show = (x, y) => {
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => {
      const box = overlay.current?.getBoundingClientRect()
      if (!box) return
      const found = spotAt(props, x, y)
      setSpot({ ...found, clientX: box.left + found.x, clientY: box.top + (y ?? props.plot.height / 2) })
      announce(found.timeMs)
    })
  }
  const leave = () => {
    cancelAnimationFrame(frame.current)
    setSpot(undefined)
    announce(null)
  }
  return { spot, show, leave }
}

/** Dragging out a range with the mouse; a finger moves the cursor instead, so that the page still scrolls. */
function useDrag({ plot, range, onSelectRange }: PointerProps, show: Show) {
  const [drag, setDrag] = useState<{ from: number; to: number }>()
  return {
    drag,
    cancel: () => setDrag(undefined),
    down: (event: PointerEvent) => {
      const { offsetX, offsetY } = event.nativeEvent
      if (event.pointerType !== "mouse") show(offsetX, offsetY)
      if (event.pointerType !== "mouse" || !onSelectRange || event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      setDrag({ from: offsetX, to: offsetX })
    },
    move: (event: PointerEvent) => {
      const { offsetX, offsetY } = event.nativeEvent
      if (drag) setDrag({ from: drag.from, to: Math.min(plot.width, Math.max(0, offsetX)) })
      show(offsetX, offsetY)
    },
    up: () => {
      setDrag(undefined)
      if (!drag || Math.abs(drag.to - drag.from) < leastDrag) return
      const [from, to] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)]
      onSelectRange?.(Math.round(pixelToTime(plot, range, from)), Math.round(pixelToTime(plot, range, to)))
    },
  }
}

/** Moves the line by hand: a render of every chart of a dashboard for each pixel would be felt. */
function useCrosshair({ group, plot, range }: PointerProps, line: RefObject<HTMLDivElement | null>) {
  const [me] = useState(() => Symbol("chart"))
  const place = (timeMs: number | null) => placeLine(line.current, plot, timeMs === null ? -1 : timeToPixel(plot, range, timeMs))
  const placeRef = useRef(place)
  useEffect(() => {
    placeRef.current = place
  })
  useEffect(() => (group ? followCrosshair(group, (timeMs, source) => source !== me && placeRef.current(timeMs)) : undefined), [group, me])
  return (timeMs: number | null) => {
    place(timeMs)
    if (group) publishCrosshair(group, timeMs, me)
  }
}

function placeLine(element: HTMLDivElement | null, plot: Plot, x: number): void {
  if (!element) return
  element.style.display = x >= 0 && x <= plot.width ? "block" : "none"
  element.style.transform = `translateX(${Math.round(x)}px)`
}

function Dot({ plot, range, model, rows, focus }: PointerProps & { rows: CursorRow[]; focus: number }) {
  const row = rows[focus]
  if (!row) return null
  const y = rowPixel(model, plot, row)
  if (!(y >= -2 && y <= plot.height + 2)) return null
  const x = timeToPixel(plot, range, row.timeMs)
  return <div className={classes.dot} style={{ transform: `translate(${x}px, ${y}px)`, background: model.colours[row.series] }} />
}

/** The sample's own instant, so that the cursor snaps to what was measured. */
function spotAt(props: PointerProps, x: number, y: number | undefined): Omit<Spot, "clientX" | "clientY"> {
  const { plot, range, series, hidden, stepMs, model } = props
  const pointed = pixelToTime(plot, range, x)
  const tolerance = Math.max(stepMs, ((range.toMs - range.fromMs) / plot.width) * reach)
  const visible = (index: number) => !hidden.has(series[index]!.name)
  const near = readAt(series, visible, pointed, tolerance)
  const timeMs = near.reduce(
    (best, row) => (Math.abs(row.timeMs - pointed) < Math.abs(best - pointed) ? row.timeMs : best),
    near[0]?.timeMs ?? pointed,
  )
  const rows = near.length > 0 ? readAt(series, visible, timeMs, stepMs > 0 ? stepMs : tolerance) : near
  const focus = y === undefined ? 0 : nearestRow(rows, (row) => rowPixel(model, plot, row), y)
  return { timeMs, rows, focus, x: timeToPixel(plot, range, timeMs) }
}

function rowPixel(model: ChartModel, plot: Plot, row: CursorRow): number {
  const top = model.tops?.columns[row.series]
  const at = top && model.tops ? nearestIndex(model.tops.times, row.timeMs) : -1
  return pixelOf(model.scale, top?.[at] ?? row.value, plot.height)
}

function onKey(event: KeyboardEvent, props: PointerProps, spot: Spot | undefined, show: Show, leave: () => void): void {
  const { plot, range, stepMs } = props
  const stride = Math.max(1, (stepMs / (range.toMs - range.fromMs)) * plot.width) * (event.shiftKey ? 10 : 1)
  const from = spot?.x ?? (event.key === "ArrowRight" ? -stride : plot.width + stride)
  const next = { ArrowLeft: from - stride, ArrowRight: from + stride, Home: 0, End: plot.width }[event.key]
  if (next !== undefined) show(Math.min(plot.width, Math.max(0, next)), undefined)
  else if (event.key === "Escape" && spot) leave()
  else return
  event.preventDefault()
}
