"use client"

import { IconChevronRight, IconEyeOff } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { Hint } from "#components/ui/hint.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import type { AlertInstance } from "#lib/alert-rule/schema.ts"
import { Acknowledge } from "./acknowledge.tsx"
import classes from "./alert-instance.module.css"
import { InstanceState } from "./instance-state.tsx"
import { Labels } from "./labels.tsx"
import { ValueAgainstThreshold } from "./measured.tsx"
import { Severity } from "./severity.tsx"
import type { Trend } from "./trend.ts"
import { otherLabels, serviceOf } from "./urgency.ts"

/** One alert: what, where, how bad, how far over, since when, who has it. */
export function InstanceRow({ instance, trend }: { instance: AlertInstance; trend?: Trend }) {
  const t = useTranslations("alertInstance")
  const incident = `/i/${encodeURIComponent(instance.id)}`
  return (
    <li className={classes.row} data-stale={instance.stale || undefined}>
      <div className={classes.state}>
        <InstanceState instance={instance} />
        {instance.stale && (
          <Hint className={classes.stale} label={t("staleMeans")}>
            <IconEyeOff size={14} stroke={1.5} aria-hidden /> {t("stale")}
          </Hint>
        )}
      </div>
      <div className={classes.what}>
        <Link href={incident} className={classes.name}>
          {instance.ruleName}
        </Link>
        {instance.annotations.summary && <p className={classes.summary}>{instance.annotations.summary}</p>}
        <Labels entries={otherLabels(instance.labels)} />
      </div>
      <div className={classes.where}>
        <span className={classes.cut}>{serviceOf(instance.labels) || <span className={classes.dim}>{t("noService")}</span>}</span>
        <Severity severity={instance.labels.severity} />
      </div>
      <ValueAgainstThreshold instance={instance} trend={trend} />
      <div className={classes.since}>
        <TimeText value={instance.since} />
      </div>
      <div className={classes.who}>
        <Acknowledge instance={instance} />
      </div>
      <Link href={incident} className={classes.open} aria-label={t("openIncident", { name: instance.ruleName })}>
        <IconChevronRight size={16} stroke={1.5} />
      </Link>
    </li>
  )
}
