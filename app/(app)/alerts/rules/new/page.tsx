import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { NewRulePage } from "#components/alert-rule/new-rule-page.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("alertRule"))("new") }
}

export default function Page() {
  return <NewRulePage />
}
