import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { ExplorePage } from "#components/explore/explore-page.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("explore"))("title") }
}

export default function Page() {
  return <ExplorePage />
}
