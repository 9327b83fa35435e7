import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { NewRunbookPage } from "#components/runbook/new-runbook-page.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("runbook"))("new") }
}

export default function Page() {
  return <NewRunbookPage />
}
