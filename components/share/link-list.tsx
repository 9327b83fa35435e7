"use client"

import { Badge, Button } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { ConfirmButton } from "#components/ui/confirm-button.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import { api } from "#lib/http/api.ts"
import type { ShareLink } from "./share-links.ts"
import classes from "./share.module.css"

const path = (id: string) => `/api/share-links/${encodeURIComponent(id)}`

/** Every link of a dashboard with how often it was opened; pause it, or revoke it for good. */
export function LinkList({ links, canWrite, onChanged }: { links: ShareLink[]; canWrite: boolean; onChanged: () => void }) {
  const t = useTranslations("share")
  const pause = useMutation({ mutationFn: (link: ShareLink) => api.patch(path(link.id), { paused: !link.pausedAt }), onSettled: onChanged })
  const revoke = useMutation({ mutationFn: (link: ShareLink) => api.delete(path(link.id)), onSettled: onChanged })
  const failure = pause.error ?? revoke.error
  if (links.length === 0) return <p className={classes.hint}>{t("noLinks")}</p>
  return (
    <>
      {failure && <ErrorNotice error={failure} />}
      <ul className={classes.links}>
        {links.map((link) => (
          <li key={link.id} className={classes.link}>
            <div className={classes.about}>
              <strong>{link.label || t("unlabelled")}</strong>
              <span className={classes.hint}>
                {t("views", { count: link.views })}
                {link.lastViewAt && (
                  <>
                    {" · "}
                    <TimeText value={link.lastViewAt} />
                  </>
                )}
                {" · "}
                {link.expiresAt ? (
                  <>
                    {t("ends")} <TimeText value={link.expiresAt} />
                  </>
                ) : (
                  t("neverEnds")
                )}
                {link.hasPassword && ` · ${t("withPassword")}`}
              </span>
            </div>
            {!link.live && (
              <Badge variant="default" tt="none">
                {t(link.pausedAt ? "paused" : "ended")}
              </Badge>
            )}
            {canWrite && (
              <>
                <Button variant="default" loading={pause.isPending && pause.variables.id === link.id} onClick={() => pause.mutate(link)}>
                  {t(link.pausedAt ? "resume" : "pause")}
                </Button>
                <ConfirmButton question={t("revokeQuestion")} confirm={t("revoke")} onConfirm={() => revoke.mutateAsync(link)}>
                  {t("revoke")}
                </ConfirmButton>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
