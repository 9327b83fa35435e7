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
    void import("./draw.ts").then(({ mountDrawing }) => {
      if (gone || !element.current) return
      drawing.current = mountDrawing(element.current)
      if (latest.current) drawing.current.draw(latest.current)
      element.current.dataset.drawn = "true"
    })
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
      fill: fillOf(style),
      interpolation: style.interpolation,
      stacked: style.stacking !== "none",
    }
    drawing.current?.draw(latest.current)
  }, [width, height, range, model, style])

  return <div ref={element} className={classes.canvas} style={{ left: plot.left, top: plot.top, width, height }} aria-hidden />
}

/** Stacked areas without a fill could not be told from lines. */
function fillOf(style: ChartStyle): number {
  const fill = style.fill / 100
  return style.stacking === "none" ? fill : Math.max(fill, 0.35)
}
