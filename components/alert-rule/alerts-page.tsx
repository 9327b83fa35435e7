"use client"

import { Button, Tabs } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { parseAsStringLiteral, useQueryState } from "nuqs"
import { FiringInstances } from "#components/alert-instance/firing.tsx"
import { NobodyTold } from "#components/notification-policy/nobody-told.tsx"
import { useCan } from "#components/shell/viewer-context.tsx"
import { Page } from "#components/ui/page.tsx"
import { RuleList } from "./rule-list.tsx"

const tabs = ["firing", "rules"] as const

/** What is wrong now, and the rules that say so. */
export function AlertsPage() {
  const t = useTranslations("alertInstance")
  const rules = useTranslations("alertRule")
  const may = useCan("alert-rule:write")
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(tabs).withDefault("firing"))
  return (
    <Page
      breadcrumb={[{ label: t("title") }]}
      actions={
        may && (
          <>
            <Button component={Link} href="/templates?tab=rules" variant="default">
              {rules("fromTemplate")}
            </Button>
            <Button component={Link} href="/alerts/rules/new" leftSection={<IconPlus size={16} stroke={1.5} />}>
              {rules("new")}
            </Button>
          </>
        )
      }
    >
      <NobodyTold />
      <Tabs value={tab} onChange={(value) => void setTab(tabs.find((one) => one === value) ?? null)}>
        <Tabs.List mb="md">
          <Tabs.Tab value="firing">{t("tabFiring")}</Tabs.Tab>
          <Tabs.Tab value="rules">{t("tabRules")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="firing">
          <FiringInstances />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <RuleList />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
