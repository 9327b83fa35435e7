import { useEffect, useRef } from "react"
import classes from "./chart.module.css"
import type { Drawing, DrawInput } from "./draw.ts"
import type { ChartModel, ChartStyle } from "./model.ts"
import type { Plot } from "./plot.ts"

/** The lines. The drawing library is a chunk of its own, fetched when the first chart is there. */
export function ChartCanvas({
  plot,
  range,
  model,
  style,
}: {
  plot: Plot
  range: { fromMs: number; toMs: number }
  model: ChartModel
  style: ChartStyle
}) {
  const element = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing>(undefined)
  const latest = useRef<DrawInput>(undefined)
  const { width, height } = plot

  useEffect(() => {
    let gone = false
    const mount = async () => {
      const { mountDrawing } = await import("./draw.ts")
      if (gone || !element.current) return
      drawing.current = mountDrawing(element.current)
      if (latest.current) drawing.current.draw(latest.current)
      element.current.dataset.drawn = "true"
    }
    void mount()
    return () => {
      gone = true
      drawing.current?.dispose()
      drawing.current = undefined
    }
  }, [])

  useEffect(() => {
    latest.current = {
      width,
      height,
      range,
      scale: model.scale,
      series: model.drawn,
      lineWidth: style.lineWidth,
      fill: fillOf(style, model.drawn.length),
      interpolation: style.interpolation,
      stacked: style.stacking !== "none",
    }
    drawing.current?.draw(latest.current)
  }, [width, height, range, model, style])

  return <div ref={element} className={classes.canvas} style={{ left: plot.left, top: plot.top, width, height }} aria-hidden />
}

/** Areas of more series than this would only make a grey. */
const mostFilled = 12

/** Stacked areas without a fill could not be told from lines. */
function fillOf(style: ChartStyle, series: number): number {
  if (style.stacking !== "none") return Math.max(style.fill / 100, 0.35)
  return series > mostFilled ? 0 : style.fill / 100
}
