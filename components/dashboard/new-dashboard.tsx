"use client"

import { useTranslations } from "next-intl"
import dynamic from "next/dynamic"
import { useMemo } from "react"
import { useCan } from "#components/shell/viewer-context.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Page } from "#components/ui/page.tsx"
import { PageSkeleton } from "#components/ui/page-skeleton.tsx"
import { DashboardInput } from "#lib/dashboard/schema.ts"

const DashboardEditor = dynamic(() => import("./dashboard-editor.tsx").then((module) => module.DashboardEditor), { loading: PageSkeleton })

/** An empty document under edit; it is stored, and gets its address, when it is saved. */
export function NewDashboard() {
  const t = useTranslations("dashboard")
  const title = t("newTitle")
  const document = useMemo(() => DashboardInput.parse({ title }), [title])
  if (useCan("dashboard:write")) return <DashboardEditor dashboard={document} />
  return (
    <Page breadcrumb={[{ label: t("title"), href: "/dashboards" }]} width="reading">
      <ErrorNotice error={{ message: t("mayNotCreate"), requestId: "" }} />
    </Page>
  )
}
