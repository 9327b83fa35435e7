import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { AccountSettings } from "#components/access/account-settings.tsx"
import { pageViewer } from "#lib/access/page-viewer.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("app"))("account") }
}

export default async function AccountPage() {
  const { name, email } = await pageViewer()
  return <AccountSettings name={name} email={email} />
}
