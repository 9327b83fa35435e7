"use client"

import { Skeleton } from "@mantine/core"
import { useTranslations } from "next-intl"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Page } from "#components/ui/page.tsx"
import { RunbookForm } from "./runbook-form.tsx"
import { useRunbook } from "./use-runbooks.ts"

export function EditRunbookPage({ id }: { id: string }) {
  const t = useTranslations("runbook")
  const found = useRunbook(id)
  return (
    <Page
      breadcrumb={[
        { label: t("title"), href: "/runbooks" },
        { label: found.data?.title ?? t("one"), href: `/runbooks/${encodeURIComponent(id)}` },
        { label: t("editTitle") },
      ]}
    >
      {found.isError && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton height={300} />}
      {found.data && <RunbookForm runbook={found.data} />}
    </Page>
  )
}
