"use client"

import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import listClasses from "#components/alert-instance/alert-instance.module.css"
import { InstanceRow } from "#components/alert-instance/instance-row.tsx"
import { byUrgency } from "#components/alert-instance/urgency.ts"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import type { AlertInstance, AlertRule } from "#lib/alert-rule/schema.ts"
import { api } from "#lib/http/api.ts"
import classes from "./alert-rule.module.css"
import { rulePath } from "./use-rules.ts"

/** The rule's alerts that pend, fire or recover. */
export function RuleInstances({ rule }: { rule: Pick<AlertRule, "id"> }) {
  const t = useTranslations("alertInstance")
  const found = useQuery({
    queryKey: ["alert-rules", rule.id, "instances"],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: AlertInstance[] }>(`${rulePath(rule.id, "instances")}?limit=200`, { signal })).items,
    refetchInterval: 5_000,
  })
  const active = found.data?.filter((instance) => instance.state !== "inactive").toSorted(byUrgency)
  return (
    <section className={classes.section}>
      <h2>{t("instances")}</h2>
      {found.isError && !found.data && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} compact />}
      {active?.length === 0 && <p className={classes.dim}>{t("noInstances")}</p>}
      {active && active.length > 0 && (
        <ul className={listClasses.list}>
          {active.map((instance) => (
            <InstanceRow key={instance.id} instance={instance} />
          ))}
        </ul>
      )}
    </section>
  )
}
