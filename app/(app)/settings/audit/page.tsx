import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { notFound } from "next/navigation"
import { AuditLog } from "#components/access/audit-log.tsx"
import { can } from "#lib/access/can.ts"
import { pageViewer } from "#lib/access/page-viewer.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("app"))("audit") }
}

export default async function AuditPage() {
  if (!can(await pageViewer(), "audit:read")) notFound()
  return <AuditLog />
}
