import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { EditRunbookPage } from "#components/runbook/edit-runbook-page.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("runbook"))("editTitle") }
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <EditRunbookPage id={(await params).id} />
}
