import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { notFound } from "next/navigation"
import { EditDatasourcePage } from "#components/datasource/edit-datasource-page.tsx"
import { can } from "#lib/access/can.ts"
import { pageViewer } from "#lib/access/page-viewer.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("datasource"))("datasource") }
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  if (!can(await pageViewer(), "datasource:write")) notFound()
  return <EditDatasourcePage id={(await params).id} />
}
