import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Deliveries } from "#components/delivery/deliveries.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("delivery"))("title") }
}

export default function Page() {
  return <Deliveries />
}
