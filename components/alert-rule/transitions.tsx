"use client"

import { useTranslations } from "next-intl"
import { Labels } from "#components/alert-instance/labels.tsx"
import { Measured } from "#components/alert-instance/measured.tsx"
import { StatusBadge } from "#components/ui/status-badge.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import type { AlertTransition, InstanceState } from "#lib/alert-rule/schema.ts"
import classes from "./alert-rule.module.css"

/** Changes of state in the order given: when, to what, why, at which value. */
export function Transitions({
  transitions,
  unit,
  withLabels = true,
}: {
  transitions: AlertTransition[]
  unit?: string
  withLabels?: boolean
}) {
  const t = useTranslations("alertRule")
  return (
    <ol className={classes.timeline}>
      {transitions.map((change) => (
        <li key={`${change.instanceId} ${change.at} ${change.to}`} data-state={change.to}>
          <div className={classes.change}>
            <StatusBadge status={statusOf(change.to)} label={change.to === "inactive" ? t("ended") : undefined} />
            <span>{t(`reason_${change.reason}`)}</span>
            {change.value !== undefined && (
              <span className={classes.dim}>
                <Measured value={change.value} unit={unit} />
                {change.threshold !== undefined && (
                  <>
                    {" "}
                    / <Measured value={change.threshold} unit={unit} />
                  </>
                )}
              </span>
            )}
            <span className={classes.when}>
              <TimeText value={change.at} mode="absolute" />
            </span>
          </div>
          {withLabels && <Labels entries={Object.entries(change.labels).filter(([name]) => name !== "alertname")} />}
        </li>
      ))}
    </ol>
  )
}

function statusOf(state: InstanceState): string {
  return state === "inactive" ? "ok" : state
}
