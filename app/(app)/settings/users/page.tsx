import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { notFound } from "next/navigation"
import { Users } from "#components/access/users.tsx"
import { can } from "#lib/access/can.ts"
import { pageViewer } from "#lib/access/page-viewer.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("app"))("users") }
}

export default async function UsersPage() {
  const viewer = await pageViewer()
  if (!can(viewer, "user:read")) notFound()
  return <Users ownId={viewer.id} />
}
