import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { RulePage } from "#components/alert-rule/rule-page.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("alertRule"))("rule") }
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <RulePage id={(await params).id} />
}
