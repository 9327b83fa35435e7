import { NuqsAdapter } from "nuqs/adapters/next/app"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { RunbooksPage } from "#components/runbook/runbooks-page.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("runbook"))("title") }
}

export default function Page() {
  return (
    <NuqsAdapter>
      <RunbooksPage />
    </NuqsAdapter>
  )
}
