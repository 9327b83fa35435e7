"use client"

import { useTranslations } from "next-intl"
import { Hint } from "#components/ui/hint.tsx"
import { StatusBadge } from "#components/ui/status-badge.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import type { AlertRule } from "#lib/alert-rule/schema.ts"
import { statusOf } from "./grouping.ts"
import classes from "./alert-rule.module.css"

/** The rule's worst alert, or why there is none. */
export function RuleStatus({ rule }: { rule: Pick<AlertRule, "paused" | "state" | "health"> }) {
  const t = useTranslations("alertRule")
  const status = statusOf(rule)
  return status === "paused" ? <StatusBadge status="unknown" label={t("paused")} /> : <StatusBadge status={status} />
}

/** Whether the rule can look: ok, error or no data, since when, and the source's words on hover. */
export function RuleHealth({ rule }: { rule: Pick<AlertRule, "health" | "healthSince" | "lastError"> }) {
  const t = useTranslations("alertRule")
  return (
    <Hint label={rule.lastError}>
      <span className={classes.health} data-health={rule.health}>
        {t(`health_${rule.health}`)}
        {rule.healthSince && rule.health !== "ok" && rule.health !== "unknown" && (
          <span className={classes.dim}>
            {" "}
            · <TimeText value={rule.healthSince} />
          </span>
        )}
      </span>
    </Hint>
  )
}
