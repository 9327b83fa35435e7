"use client"

import { Button } from "@mantine/core"
import { useTranslations } from "next-intl"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { useList } from "#components/ui/use-list.ts"
import type { AlertTransition } from "#lib/alert-rule/schema.ts"
import classes from "./alert-rule.module.css"
import { Transitions } from "./transitions.tsx"
import { rulePath } from "./use-rules.ts"

/** Every change of state of the rule's alerts, newest first. */
export function History({ ruleId, unit }: { ruleId: string; unit?: string }) {
  const t = useTranslations("alertRule")
  const found = useList<AlertTransition>({
    path: rulePath(ruleId, "history"),
    key: ["alert-rules", ruleId, "history"],
    limit: 50,
    everyMs: 10_000,
  })
  const transitions = found.data
  return (
    <section className={classes.section}>
      <h2>{t("history")}</h2>
      {found.isError && !found.data && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} compact />}
      {transitions?.length === 0 && <p className={classes.dim}>{t("noHistory")}</p>}
      {transitions && transitions.length > 0 && <Transitions transitions={transitions} unit={unit} />}
      {found.hasNextPage && (
        <Button size="compact-xs" variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </section>
  )
}
