"use client"

import { SegmentedControl, Skeleton } from "@mantine/core"
import { useTranslations } from "next-intl"
import { parseAsStringLiteral, useQueryState } from "nuqs"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Page } from "#components/ui/page.tsx"
import { DashboardCard, RuleCard } from "./template-card.tsx"
import classes from "./template.module.css"
import { useTemplates } from "./use-templates.ts"

const tabs = ["dashboards", "rules"] as const

/** Dashboards and rules that ship with Bongsu, to be made one's own. */
export function TemplatesPage() {
  const t = useTranslations("template")
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(tabs).withDefault("dashboards"))
  const { data, error, refetch } = useTemplates()
  return (
    <Page breadcrumb={[{ label: t("title") }]}>
      <SegmentedControl
        aria-label={t("what")}
        data={tabs.map((value) => ({ value, label: t(value) }))}
        value={tab}
        onChange={(value) => void setTab(tabs.find((one) => one === value) ?? "dashboards")}
      />
      <p className={classes.hint}>{t(`${tab}Hint`)}</p>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={160} />}
      <ul className={classes.cards} aria-label={t(tab)}>
        {tab === "dashboards"
          ? data?.dashboards.map((template) => <DashboardCard key={template.name} template={template} />)
          : data?.rules.map((template) => <RuleCard key={template.name} template={template} />)}
      </ul>
    </Page>
  )
}
