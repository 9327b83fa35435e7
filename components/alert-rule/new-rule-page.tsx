"use client"

import { Skeleton } from "@mantine/core"
import { useTranslations } from "next-intl"
import { useSearchParams } from "next/navigation"
import { useDatasources } from "#components/datasource/use-datasources.ts"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { type Crumb, Page } from "#components/ui/page.tsx"
import { draftFromLink, draftOf } from "./draft.ts"
import { RuleForm } from "./rule-form.tsx"
import { useRule } from "./use-rules.ts"

/** A new rule; `?from=<rule id>` copies one, other parameters fill the form ("make an alert from this panel"). */
export function NewRulePage() {
  const t = useTranslations("alertRule")
  const link = useSearchParams()
  const from = link.get("from")
  const breadcrumb = [{ label: t("alerts"), href: "/alerts" }, { label: t("rules"), href: "/alerts?tab=rules" }, { label: t("new") }]
  return from ? <CopyRule id={from} breadcrumb={breadcrumb} /> : <FreshRule breadcrumb={breadcrumb} />
}

/** On the default datasource, unless the link names one. */
function FreshRule({ breadcrumb }: { breadcrumb: Crumb[] }) {
  const link = useSearchParams()
  const sources = useDatasources()
  if (sources.isPending)
    return (
      <Page breadcrumb={breadcrumb}>
        <Skeleton height={300} />
      </Page>
    )
  const start = draftFromLink(link)
  const fallback = sources.data?.find((source) => source.isDefault)?.id ?? ""
  return <RuleForm start={{ ...start, datasourceId: start.datasourceId || fallback }} breadcrumb={breadcrumb} />
}

function CopyRule({ id, breadcrumb }: { id: string; breadcrumb: Crumb[] }) {
  const t = useTranslations("alertRule")
  const found = useRule(id)
  if (found.data)
    return <RuleForm start={{ ...draftOf(found.data), name: t("copyOf", { name: found.data.name }) }} breadcrumb={breadcrumb} />
  return (
    <Page breadcrumb={breadcrumb}>
      {found.isError ? <ErrorNotice error={found.error} onRetry={() => void found.refetch()} /> : <Skeleton height={300} />}
    </Page>
  )
}
