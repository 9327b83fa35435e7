"use client"

import { useLocale, useTranslations } from "next-intl"
import type { Language } from "#lib/language/language.ts"
import { slot } from "#components/ui/slot.tsx"
import type { AlertInstance } from "#lib/alert-rule/schema.ts"
import { formatValue } from "#lib/format/value.ts"
import { TrendLine } from "./trend-line.tsx"
import type { Trend } from "./trend.ts"
import { placeOnBar } from "./urgency.ts"
import classes from "./alert-instance.module.css"

/** A number in the rule's unit, as words; the full figure on hover. Absent: "–". */
export function Measured({ value, unit }: { value: number | undefined; unit?: string }) {
  const locale = useLocale() as Language
  if (value === undefined) return <span className={classes.dim}>–</span>
  return <span title={String(value)}>{formatValue(value, { unit }, locale).full}</span>
}

/** Value against threshold: both figures, and below the last hour as a line, or where there is none a bar with the threshold as a tick. */
export function ValueAgainstThreshold({
  instance,
  trend,
}: {
  instance: Pick<AlertInstance, "value" | "condition" | "unit" | "state">
  trend?: Trend
}) {
  const t = useTranslations("alertInstance")
  const place = placeOnBar(instance.value, instance.condition?.threshold)
  return (
    <span className={classes.measure}>
      <span className={classes.figures}>
        <strong>
          <Measured value={instance.value} unit={instance.unit} />
        </strong>
        {instance.condition && (
          <span className={classes.dim}>
            {t.rich(`op_${operatorWord[instance.condition.op]}`, {
              limit: slot(<Measured value={instance.condition.threshold} unit={instance.unit} />),
            })}
          </span>
        )}
      </span>
      {trend && <TrendLine trend={trend} state={instance.state} />}
      {!trend && place && (
        <svg viewBox="0 0 100 8" preserveAspectRatio="none" className={classes.bar} aria-hidden data-state={instance.state}>
          <rect className={classes.track} x="0" y="2" width="100" height="4" />
          <rect
            className={classes.fill}
            x={Math.min(place.zero, place.value) * 100}
            y="2"
            width={Math.max(1, Math.abs(place.value - place.zero) * 100)}
            height="4"
          />
          <line
            className={classes.tick}
            x1={place.threshold * 100}
            x2={place.threshold * 100}
            y1="0"
            y2="8"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
      )}
    </span>
  )
}

/** Catalogue key of a comparison: keys can't hold signs. */
export const operatorWord = { ">": "gt", ">=": "ge", "<": "lt", "<=": "le", "==": "eq", "!=": "ne" } as const
