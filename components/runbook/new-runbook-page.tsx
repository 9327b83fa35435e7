"use client"

import { useTranslations } from "next-intl"
import { useSearchParams } from "next/navigation"
import { Page } from "#components/ui/page.tsx"
import { RunbookForm } from "./runbook-form.tsx"

/** An empty runbook; `?title=` fills its title. */
export function NewRunbookPage() {
  const t = useTranslations("runbook")
  return (
    <Page breadcrumb={[{ label: t("title"), href: "/runbooks" }, { label: t("new") }]}>
      <RunbookForm title={useSearchParams().get("title") ?? ""} />
    </Page>
  )
}
