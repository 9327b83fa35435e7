"use client"

import { useTranslations } from "next-intl"
import Link from "next/link"
import { usePathname } from "next/navigation"
import type { ReactNode } from "react"
import { actions, atLeast } from "#lib/access/can.ts"
import { Page } from "#components/ui/page.tsx"
import { isAt, settingsPlaces } from "./places.ts"
import classes from "./settings-frame.module.css"
import { useViewer } from "./viewer-context.tsx"

/** The settings' own navigation beside a settings page, which brings its PageHeader and content. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("app")
  const path = usePathname()
  const viewer = useViewer()
  const mine = settingsPlaces.filter((place) => !place.needs || (viewer && atLeast(viewer.role, actions[place.needs])))
  const here = mine.find((place) => isAt(path, place.href))
  return (
    <Page breadcrumb={[{ label: t("settings"), href: "/settings" }, ...(here ? [{ label: t(here.label) }] : [])]}>
      <div className={classes.frame}>
        <nav className={classes.nav} aria-label={t("settingsNavigation")}>
          {mine.map((place) => (
            <Link
              key={place.href}
              href={place.href}
              className={classes.link}
              data-here={place === here || undefined}
              aria-current={place === here ? "page" : undefined}
            >
              {t(place.label)}
            </Link>
          ))}
        </nav>
        <div className={classes.content}>{children}</div>
      </div>
    </Page>
  )
}
