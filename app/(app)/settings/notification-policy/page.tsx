import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { NotificationPolicySettings } from "#components/notification-policy/notification-policy-settings.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notification"))("title") }
}

export default function Page() {
  return <NotificationPolicySettings />
}
