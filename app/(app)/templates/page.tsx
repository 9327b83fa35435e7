import { NuqsAdapter } from "nuqs/adapters/next/app"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { TemplatesPage } from "#components/template/templates-page.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("template"))("title") }
}

export default function Page() {
  return (
    <NuqsAdapter>
      <TemplatesPage />
    </NuqsAdapter>
  )
}
