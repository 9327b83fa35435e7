import { NuqsAdapter } from "nuqs/adapters/next/app"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Inbox } from "#components/inbox/inbox.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("inbox"))("title") }
}

export default function Page() {
  return (
    <NuqsAdapter>
      <Inbox />
    </NuqsAdapter>
  )
}
