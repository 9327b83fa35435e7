import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { LoginForm } from "#components/access/login-form.tsx"
import { sessionViewer } from "#lib/access/authenticate.ts"
import { redirectTarget } from "#lib/access/redirect-target.ts"
import { hasOwner } from "#lib/access/setup.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("access"))("signIn") }
}

export default async function LoginPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const target = redirectTarget((await searchParams).redirectTo)
  const viewer = await sessionViewer(await headers())
  if (viewer.kind === "user") redirect(target)
  if (!(await hasOwner())) redirect("/setup")
  return <LoginForm redirectTo={target} />
}
