"use client"

import { useTranslations } from "next-intl"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import classes from "#components/ui/page.module.css"

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("app")
  return (
    <main id="main" className={classes.main} data-width="reading">
      <h1 className={classes.title}>{t("errorTitle")}</h1>
      <ErrorNotice error={{ message: t("unexpected"), requestId: error.digest ?? "" }} onRetry={reset} />
    </main>
  )
}
