import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { notFound } from "next/navigation"
import { NewDatasourcePage } from "#components/datasource/new-datasource-page.tsx"
import { can } from "#lib/access/can.ts"
import { pageViewer } from "#lib/access/page-viewer.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("datasource"))("newTitle") }
}

export default async function Page() {
  if (!can(await pageViewer(), "datasource:write")) notFound()
  return <NewDatasourcePage />
}
