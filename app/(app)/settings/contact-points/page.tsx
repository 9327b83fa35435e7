import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { ContactPoints } from "#components/contact-point/contact-points.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("contactPoint"))("title") }
}

export default function Page() {
  return <ContactPoints />
}
