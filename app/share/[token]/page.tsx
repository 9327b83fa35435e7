import type { Metadata } from "next"
import { NextIntlClientProvider } from "next-intl"
import { getLocale } from "next-intl/server"
import { cookies } from "next/headers"
import { notFound } from "next/navigation"
import { SharePage } from "#components/share/share-page.tsx"
import { isLanguage, languageCookie } from "#lib/language/language.ts"
import { browserMessages } from "#lib/language/translate.ts"
import { AppError } from "#lib/http/errors.ts"
import { liveLink } from "#lib/share/share-viewer.ts"

export const metadata: Metadata = { title: "Bongsu", robots: { index: false, follow: false }, referrer: "no-referrer" }

/** Nothing of the dashboard is in these bytes: the reader's browser asks for what the link grants. */
export default async function ShareLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const [link, locale, jar] = await Promise.all([live(token), getLocale(), cookies()])
  if (!link) notFound()
  const chosen = jar.get(languageCookie)?.value
  const page = <SharePage token={token} />
  if (isLanguage(chosen) || !isLanguage(link.language) || link.language === locale) return page
  return (
    <div lang={link.language}>
      <NextIntlClientProvider locale={link.language} messages={browserMessages(link.language)}>
        {page}
      </NextIntlClientProvider>
    </div>
  )
}

async function live(token: string) {
  try {
    return await liveLink(token, new Date())
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return undefined
    throw error
  }
}
