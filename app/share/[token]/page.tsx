import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { SharePage } from "#components/share/share-page.tsx"
import { AppError } from "#lib/http/errors.ts"
import { liveLink } from "#lib/share/share-viewer.ts"

export const metadata: Metadata = { title: "Bongsu", robots: { index: false, follow: false }, referrer: "no-referrer" }

/** Nothing of the dashboard is in these bytes: the reader's browser asks for what the link grants. */
export default async function ShareLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  if (!(await isLive(token))) notFound()
  return <SharePage token={token} />
}

async function isLive(token: string): Promise<boolean> {
  try {
    await liveLink(token, new Date())
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return false
    throw error
  }
}
