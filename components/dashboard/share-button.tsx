"use client"

import { IconShare } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import dynamic from "next/dynamic"
import { useState } from "react"
import { listShareLinks, shareLinksKey } from "#components/share/share-links.ts"
import { useCan } from "#components/shell/viewer-context.tsx"
import { useIdle } from "#components/ui/use-idle.ts"
import { BarButton } from "#components/ui/bar-button.tsx"
import classes from "./share-button.module.css"
import type { ViewedDashboard } from "./use-dashboard.ts"

const ShareDialog = dynamic(() => import("#components/share/share-dialog.tsx").then((module) => module.ShareDialog), {
  loading: () => null,
})

/** Opens the view-only links of a dashboard; says when there are live ones. */
export function ShareButton({ dashboard }: { dashboard: ViewedDashboard }) {
  const t = useTranslations("share")
  const may = useCan("share-link:read")
  const idle = useIdle()
  const [opened, setOpened] = useState(false)
  const { data } = useQuery({
    queryKey: shareLinksKey(dashboard.id),
    queryFn: ({ signal }) => listShareLinks(dashboard.id, signal),
    enabled: may && idle,
  })
  if (!may) return null
  const live = (data ?? []).some((link) => link.live)
  return (
    <>
      <BarButton icon={IconShare} onClick={() => setOpened(true)}>
        {t("share")}
        {live && <span className={classes.live}>{t("sharedBadge")}</span>}
      </BarButton>
      {opened && <ShareDialog dashboard={dashboard} onClose={() => setOpened(false)} />}
    </>
  )
}
