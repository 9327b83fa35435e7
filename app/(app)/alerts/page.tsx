import { NuqsAdapter } from "nuqs/adapters/next/app"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { AlertsPage } from "#components/alert-rule/alerts-page.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("alertInstance"))("title") }
}

export default function Page() {
  return (
    <NuqsAdapter>
      <AlertsPage />
    </NuqsAdapter>
  )
}
