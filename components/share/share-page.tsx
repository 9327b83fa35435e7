"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { PageSkeleton } from "#components/ui/page-skeleton.tsx"
import { ApiError, api } from "#lib/http/api.ts"
import type { ShareView } from "#lib/share/schema.ts"
import { LinkGone } from "./link-gone.tsx"
import { PasswordForm } from "./password-form.tsx"
import classes from "./share.module.css"
import { SharedDashboard } from "./shared-dashboard.tsx"

/** The page of a view-only link: asks for what the link grants, and says so at once when it grants nothing any more. */
export function SharePage({ token }: { token: string }) {
  const t = useTranslations("share")
  const client = useQueryClient()
  const [dead, setDead] = useState(false)
  const key = ["share", token]
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<ShareView>(`/api/share/${encodeURIComponent(token)}`, { signal }),
    staleTime: Infinity,
  })
  const problem = error instanceof ApiError ? error : undefined
  if (dead || problem?.code === "not_found") return <LinkGone />
  if (problem?.code === "unauthenticated") return <PasswordForm token={token} onOpen={() => void client.resetQueries({ queryKey: key })} />
  if (error)
    return (
      <main id="main" className={classes.middle}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </main>
    )
  if (!data)
    return (
      <main id="main" aria-label={t("loading")}>
        <PageSkeleton />
      </main>
    )
  return <SharedDashboard token={token} shared={data} onDead={() => setDead(true)} />
}
