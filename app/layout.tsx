import "@mantine/core/styles.layer.css"
import "@mantine/notifications/styles.layer.css"
import "@mantine/spotlight/styles.layer.css"
import "pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css"
import "./theme.css"
import { ColorSchemeScript, mantineHtmlProps } from "@mantine/core"
import type { Metadata, Viewport } from "next"
import { NextIntlClientProvider } from "next-intl"
import { getLocale } from "next-intl/server"
import { headers } from "next/headers"
import type { ReactNode } from "react"
import { sizeScript } from "#components/dashboard/early-read.ts"
import { defaultLanguage, isLanguage } from "#lib/language/language.ts"
import { browserMessages } from "#lib/language/translate.ts"
import { Providers } from "#components/shell/providers.tsx"

export const metadata: Metadata = { title: { default: "Bongsu", template: "%s · Bongsu" }, robots: { index: false } }

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: dark)", color: "#0e1116" },
    { media: "(prefers-color-scheme: light)", color: "#f6f7f9" },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, sent] = await Promise.all([getLocale(), headers()])
  const nonce = sent.get("x-nonce") ?? undefined
  return (
    <html lang={locale} {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} suppressHydrationWarning />
        <script nonce={nonce} suppressHydrationWarning>
          {sizeScript}
        </script>
      </head>
      <body>
        <NextIntlClientProvider messages={browserMessages(isLanguage(locale) ? locale : defaultLanguage)}>
          <Providers nonce={nonce}>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
