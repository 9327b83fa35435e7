import { NuqsAdapter } from "nuqs/adapters/next/app"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { IncidentsPage } from "#components/incident/incidents-page.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("incident"))("title") }
}

export default function Page() {
  return (
    <NuqsAdapter>
      <IncidentsPage />
    </NuqsAdapter>
  )
}
