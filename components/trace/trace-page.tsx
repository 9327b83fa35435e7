"use client"

import { Skeleton } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { useSearchParams } from "next/navigation"
import { useLocale, useTranslations } from "next-intl"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Page } from "#components/ui/page.tsx"
import { decodeFrames } from "#lib/frame/wire.ts"
import { zoneOf } from "#lib/time/zone.ts"
import { api } from "#lib/http/api.ts"
import type { TraceAnswer } from "#lib/query/schema.ts"
import { ownZone } from "#components/shell/range-words.ts"
import { TraceBody } from "./trace-body.tsx"
import classes from "./trace-page.module.css"

/** One trace with its waterfall, the chosen span's details and its logs. `?span=` chooses, `?timezone=` says in which zone. */
export function TracePage({ datasourceId, traceId }: { datasourceId: string; traceId: string }) {
  const t = useTranslations("trace")
  const tApp = useTranslations("app")
  const params = useSearchParams()
  const locale = useLocale() === "ko" ? "ko" : "en"
  const trace = useQuery({
    queryKey: ["trace", datasourceId, traceId],
    queryFn: async ({ signal }) => {
      const answer = await api.get<TraceAnswer>(`/api/traces/${encodeURIComponent(datasourceId)}/${encodeURIComponent(traceId)}`, { signal })
      return decodeFrames([answer.frame])[0]!
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
  return (
    <Page
      breadcrumb={[{ label: tApp("explore"), href: "/explore" }, { label: t("title") }]}
      afterBreadcrumb={
        <span className={classes.id}>
          <code>{traceId}</code> <CopyButton value={traceId} label={t("copyId")} />
        </span>
      }
    >
      {trace.error && <ErrorNotice error={trace.error} onRetry={() => void trace.refetch()} />}
      {trace.isPending && <Skeleton height={420} aria-label={t("loading")} />}
      {trace.data && (
        <TraceBody
          key={traceId}
          frame={trace.data}
          datasourceId={datasourceId}
          traceId={traceId}
          selected={params.get("span")?.toLowerCase() ?? undefined}
          timezone={zoneFrom(params.get("timezone"))}
          locale={locale}
        />
      )}
    </Page>
  )
}

function zoneFrom(asked: string | null): string {
  try {
    return zoneOf(asked ?? undefined, ownZone())
  } catch {
    return ownZone()
  }
}
