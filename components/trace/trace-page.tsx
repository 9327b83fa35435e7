"use client"

import { Skeleton } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { useSearchParams } from "next/navigation"
import { useLocale, useTranslations } from "next-intl"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Page } from "#components/ui/page.tsx"
import { zoneOf } from "#lib/time/zone.ts"
import { useDatasourceKinds, useDatasources } from "#components/datasource/use-datasources.ts"
import { ownZone } from "#components/shell/range-words.ts"
import { TraceBody } from "./trace-body.tsx"
import { findTrace, traceSources } from "./trace-source.ts"
import classes from "./trace-page.module.css"

/** One trace with its waterfall, the chosen span's details and its logs. `?span=` chooses, `?timezone=` says in which zone. */
export function TracePage({ datasourceId, traceId }: { datasourceId: string; traceId: string }) {
  const t = useTranslations("trace")
  const tApp = useTranslations("app")
  const params = useSearchParams()
  const locale = useLocale() === "ko" ? "ko" : "en"
  const sources = useDatasources()
  const kinds = useDatasourceKinds()
  const candidates = sources.data && kinds.data && traceSources(datasourceId, sources.data, kinds.data)
  const trace = useQuery({
    queryKey: ["trace", traceId, candidates],
    queryFn: ({ signal }) => findTrace(candidates ?? [datasourceId], traceId, signal),
    enabled: candidates !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
  const error = sources.error ?? kinds.error ?? trace.error
  return (
    <Page
      breadcrumb={[{ label: tApp("explore"), href: "/explore" }, { label: t("title") }]}
      afterBreadcrumb={
        <span className={classes.id}>
          <code>{traceId}</code> <CopyButton value={traceId} label={t("copyId")} />
        </span>
      }
    >
      {error && <ErrorNotice error={error} onRetry={() => void trace.refetch()} />}
      {trace.isPending && !error && <Skeleton height={420} aria-label={t("loading")} />}
      {trace.data && (
        <TraceBody
          key={traceId}
          frame={trace.data.frame}
          datasourceId={trace.data.datasourceId}
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
