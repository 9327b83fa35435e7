import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Tokens } from "#components/access/tokens.tsx"
import { pageViewer } from "#lib/access/page-viewer.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("app"))("apiTokens") }
}

export default async function TokensPage() {
  await pageViewer()
  return <Tokens />
}
