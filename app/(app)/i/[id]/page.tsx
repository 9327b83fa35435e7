import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { IncidentPage } from "#components/incident/incident-page.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("incident"))("one") }
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <IncidentPage id={(await params).id} />
}
