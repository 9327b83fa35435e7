import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { RunbookPage } from "#components/runbook/runbook-page.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("runbook"))("one") }
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <RunbookPage id={(await params).id} />
}
