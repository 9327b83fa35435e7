"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type ReactNode, useEffect, useState } from "react"
import { ApiError } from "#lib/http/api.ts"
import { KeyList } from "./key-list.tsx"
import { PaletteKey } from "./palette-key.tsx"
import { BottomBar, Rail } from "./rail.tsx"
import { railCookie } from "./rail-cookie.ts"
import classes from "./shell.module.css"
import { type PageViewer, ViewerProvider } from "./viewer-context.tsx"

/** The frame of every signed-in page: rail, palette, list of keys. The top bar belongs to the page (components/ui/page.tsx). */
export function Shell({ viewer, railOpen, children }: { viewer: PageViewer; railOpen: boolean; children: ReactNode }) {
  const t = useTranslations("app")
  const [open, setOpen] = useState(railOpen)
  useSignedOut()
  const toggle = () => {
    document.cookie = `${railCookie}=${open ? "closed" : "open"}; path=/; max-age=31536000; samesite=lax`
    setOpen(!open)
  }
  return (
    <ViewerProvider viewer={viewer}>
      <a href="#main" className={classes.skip}>
        {t("skipToContent")}
      </a>
      <div className={classes.shell} data-open={open || undefined}>
        <Rail open={open} onToggle={toggle} />
        <div className={classes.content}>{children}</div>
        <BottomBar />
      </div>
      <PaletteKey />
      <KeyList />
    </ViewerProvider>
  )
}

/** A session that ended elsewhere leads to the login page and back, not to an error on each panel. */
function useSignedOut() {
  const client = useQueryClient()
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        const error = event.type === "updated" ? event.query.state.error : null
        if (error instanceof ApiError && error.status === 401) {
          window.location.assign(`/login?redirectTo=${encodeURIComponent(window.location.pathname + window.location.search)}`)
        }
      }),
    [client],
  )
}
