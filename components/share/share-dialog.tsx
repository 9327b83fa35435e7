"use client"

import { Button, Modal, Tabs } from "@mantine/core"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import type { ViewedDashboard } from "#components/dashboard/use-dashboard.ts"
import { useCan } from "#components/shell/viewer-context.tsx"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { LinkForm } from "./link-form.tsx"
import { LinkList } from "./link-list.tsx"
import { listShareLinks, shareLinksKey } from "./share-links.ts"
import classes from "./share.module.css"

/** View-only links of a dashboard: make one, see and revoke those there are. */
export function ShareDialog({ dashboard, onClose }: { dashboard: ViewedDashboard; onClose: () => void }) {
  const t = useTranslations("share")
  const canWrite = useCan("share-link:write")
  const client = useQueryClient()
  const [made, setMade] = useState<string>()
  const links = useQuery({ queryKey: shareLinksKey(dashboard.id), queryFn: ({ signal }) => listShareLinks(dashboard.id, signal) })
  const changed = () => void client.invalidateQueries({ queryKey: shareLinksKey(dashboard.id) })
  const count = links.data?.length ?? 0
  return (
    <Modal opened onClose={onClose} title={t("title")} size="lg">
      <p className={classes.hint}>{t("hint")}</p>
      {made && (
        <div className={classes.made}>
          <strong>{t("made")}</strong>
          <code className={classes.url}>{made}</code>
          <div>
            <CopyButton text value={made} label={t("copyLink")} />{" "}
            <Button variant="subtle" onClick={() => setMade(undefined)}>
              {t("makeAnother")}
            </Button>
          </div>
        </div>
      )}
      {!made && (
        <Tabs defaultValue={canWrite ? "make" : "links"}>
          <Tabs.List mb={12}>
            {canWrite && <Tabs.Tab value="make">{t("make")}</Tabs.Tab>}
            <Tabs.Tab value="links">{t("links", { count })}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="make">
            <LinkForm
              dashboard={dashboard}
              onMade={(url) => {
                setMade(url)
                changed()
              }}
            />
          </Tabs.Panel>
          <Tabs.Panel value="links">
            {links.error && <ErrorNotice error={links.error} onRetry={() => void links.refetch()} />}
            {links.data && <LinkList links={links.data} canWrite={canWrite} onChanged={changed} />}
          </Tabs.Panel>
        </Tabs>
      )}
    </Modal>
  )
}
