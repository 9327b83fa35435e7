"use client"

import { Button, Skeleton } from "@mantine/core"
import { IconEdit } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { useCan } from "#components/shell/viewer-context.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Page } from "#components/ui/page.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import type { AlertRule } from "#lib/alert-rule/schema.ts"
import classes from "./alert-rule.module.css"
import { draftOf } from "./draft.ts"
import { Evaluations } from "./evaluations.tsx"
import { History } from "./history.tsx"
import { RuleInstances } from "./rule-instances.tsx"
import { RuleMenu } from "./rule-menu.tsx"
import { RulePreview } from "./rule-preview.tsx"
import { RuleSentence } from "./rule-sentence.tsx"
import { RuleHealth, RuleStatus } from "./rule-status.tsx"
import { useRule, useRuleAction } from "./use-rules.ts"

/** One rule: what it says, what it sees, what it did. */
export function RulePage({ id }: { id: string }) {
  const t = useTranslations("alertRule")
  const found = useRule(id, 5_000)
  const rule = found.data
  return (
    <Page
      breadcrumb={[
        { label: t("alerts"), href: "/alerts" },
        { label: t("rules"), href: "/alerts?tab=rules" },
        { label: rule?.name ?? t("rule") },
      ]}
      afterBreadcrumb={rule && <RuleStatus rule={rule} />}
      actions={rule && <Actions rule={rule} />}
    >
      {found.isError && !rule && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton height={300} />}
      {rule && <Body rule={rule} />}
    </Page>
  )
}

function Actions({ rule }: { rule: AlertRule }) {
  const t = useTranslations("alertRule")
  const may = useCan("alert-rule:write")
  const action = useRuleAction(rule.id)
  if (!may) return null
  return (
    <>
      <Button variant="default" loading={action.isPending} onClick={() => action.mutate(rule.paused ? "resume" : "pause")}>
        {rule.paused ? t("resume") : t("pause")}
      </Button>
      <Button component={Link} href={`/alerts/rules/${encodeURIComponent(rule.id)}/edit`} leftSection={<IconEdit size={16} stroke={1.5} />}>
        {t("edit")}
      </Button>
      <RuleMenu rule={rule} leave />
    </>
  )
}

function Body({ rule }: { rule: AlertRule }) {
  const t = useTranslations("alertRule")
  const may = useCan("alert-rule:write")
  return (
    <div className={classes.page}>
      <RuleSentence rule={rule} />
      <p className={classes.facts}>
        <span>
          {t("columnHealth")}: <RuleHealth rule={rule} />
        </span>
        <span>
          {t("columnLast")}: {rule.lastEvaluatedAt ? <TimeText value={rule.lastEvaluatedAt} /> : t("never")}
        </span>
        <span title={t("missedMeans")}>
          {t("columnMissed")}: {rule.missedSlots}
        </span>
        <span>
          {t("group")}: {rule.group}
        </span>
      </p>
      {rule.lastError && rule.health === "error" && <p className={classes.lastError}>{rule.lastError}</p>}
      {may && <RulePreview draft={draftOf(rule)} />}
      <RuleInstances rule={rule} />
      <History ruleId={rule.id} unit={rule.unit} />
      <Evaluations ruleId={rule.id} />
    </div>
  )
}
