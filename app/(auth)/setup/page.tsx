import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { notFound } from "next/navigation"
import { Setup } from "#components/access/setup-form.tsx"
import { hasOwner } from "#lib/access/setup.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("access"))("setupTitle") }
}

export default async function SetupPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  if (await hasOwner()) notFound()
  const { token } = await searchParams
  return <Setup token={typeof token === "string" ? token.slice(0, 200) : ""} />
}
