import { formatValue } from "#lib/format/value.ts"
import { scaleOf, tickText } from "#components/chart/scale.ts"
import classes from "./trace.module.css"

/** Milliseconds since the trace began, at round numbers. */
export function TimeScale({ fromMs, toMs, locale }: { fromMs: number; toMs: number; locale: "en" | "ko" }) {
  const { ticks } = scaleOf({ low: fromMs, high: toMs, min: fromMs, max: toMs, kind: "linear", height: 200 })
  return (
    <div className={classes.scale} aria-hidden>
      <span className={classes.nameCell} />
      <div className={classes.barCell}>
        {ticks
          .map((tick) => ({ tick, at: ((tick - fromMs) / (toMs - fromMs)) * 100 }))
          .filter(({ at }) => at >= 0 && at < 96)
          .map(({ tick, at }) => (
            <span key={tick} className={classes.scaleTick} style={{ left: `${at}%` }}>
              {tickText(formatValue(tick, { unit: "ms" }, locale).full)}
            </span>
          ))}
      </div>
    </div>
  )
}
