"use client"

import { useMutation } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { useCan } from "#components/shell/viewer-context.tsx"
import { ConfirmButton } from "#components/ui/confirm-button.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import type { DemoState } from "#lib/demo/schema.ts"
import { api } from "#lib/http/api.ts"
import classes from "./demo.module.css"

/** Says on every page that what is seen is made up, and how to come to one's own. */
export function DemoBanner({ demo }: { demo: DemoState }) {
  const t = useTranslations("demo")
  const mayChange = useCan("datasource:write")
  const remove = useMutation({
    mutationFn: () => api.delete("/api/demo"),
    // Every page's data came from it.
    onSuccess: () => window.location.assign("/"),
  })
  if (demo.state === "off") return null
  return (
    <aside className={classes.banner} aria-label={t("label")}>
      <span className={classes.text}>{t(demo.state)}</span>
      {demo.shareUrl && (
        <a href={demo.shareUrl} target="_blank" rel="noreferrer">
          {t("link")}
        </a>
      )}
      {mayChange && demo.state === "on" && <Link href="/settings/datasources/new">{t("add")}</Link>}
      {mayChange && (
        <ConfirmButton
          size="compact-xs"
          question={t("removeQuestion")}
          confirm={t("removeNow")}
          onConfirm={() => remove.mutateAsync().catch(() => {})}
        >
          {t("remove")}
        </ConfirmButton>
      )}
      {remove.isError && <ErrorNotice error={remove.error} compact />}
    </aside>
  )
}
