"use client"

import { Skeleton } from "@mantine/core"
import { useTranslations } from "next-intl"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Page } from "#components/ui/page.tsx"
import { draftOf } from "./draft.ts"
import { RuleForm } from "./rule-form.tsx"
import { useRule } from "./use-rules.ts"

export function EditRulePage({ id }: { id: string }) {
  const t = useTranslations("alertRule")
  const found = useRule(id)
  const breadcrumb = [
    { label: t("alerts"), href: "/alerts" },
    { label: t("rules"), href: "/alerts?tab=rules" },
    { label: found.data?.name ?? t("rule"), href: `/alerts/rules/${encodeURIComponent(id)}` },
    { label: t("editTitle") },
  ]
  if (found.data) return <RuleForm key={id} rule={found.data} start={draftOf(found.data)} breadcrumb={breadcrumb} />
  return (
    <Page breadcrumb={breadcrumb}>
      {found.isError ? <ErrorNotice error={found.error} onRetry={() => void found.refetch()} /> : <Skeleton height={300} />}
    </Page>
  )
}
