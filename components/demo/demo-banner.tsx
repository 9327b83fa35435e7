"use client"

import { useTranslations } from "next-intl"
import Link from "next/link"
import { useCan } from "#components/shell/viewer-context.tsx"
import { lateView } from "#components/ui/late-view.tsx"
import { PlainButton } from "#components/ui/plain-button.tsx"
import type { DemoState } from "#lib/demo/schema.ts"
import classes from "./demo.module.css"

const { View: RemoveDemo } = lateView(() => import("./remove-demo.tsx").then((module) => module.RemoveDemo), RemoveSoon)

/** Says on every page that what is seen is made up, and how to come to one's own. */
export function DemoBanner({ demo }: { demo: DemoState }) {
  const t = useTranslations("demo")
  const mayChange = useCan("datasource:write")
  return (
    <aside className={classes.banner} aria-label={t("label")}>
      <span className={classes.text}>{t(demo.state)}</span>
      {demo.shareUrl && (
        <a href={demo.shareUrl} target="_blank" rel="noreferrer">
          {t("link")}
        </a>
      )}
      {mayChange && demo.state === "on" && (
        <Link href="/settings/datasources/new" prefetch={false}>
          {t("add")}
        </Link>
      )}
      {mayChange && <RemoveDemo />}
    </aside>
  )
}

function RemoveSoon() {
  const t = useTranslations("demo")
  return (
    <PlainButton small disabled>
      {t("remove")}
    </PlainButton>
  )
}
