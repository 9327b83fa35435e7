import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { EditRulePage } from "#components/alert-rule/edit-rule-page.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("alertRule"))("editTitle") }
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <EditRulePage id={(await params).id} />
}
