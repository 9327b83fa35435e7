"use client"

import { Anchor, Skeleton } from "@mantine/core"
import { IconHistoryOff } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { Transitions } from "#components/alert-rule/transitions.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Page } from "#components/ui/page.tsx"
import { ApiError } from "#lib/http/api.ts"
import type { Incident } from "#lib/incident/schema.ts"
import { Breach } from "./breach.tsx"
import { Headline } from "./headline.tsx"
import classes from "./incident.module.css"
import { IncidentRunbook } from "./incident-runbook.tsx"
import { Messages } from "./messages.tsx"
import { useIncident } from "./use-incidents.ts"

/** What, where, since when, how bad, who; then the breach, what happened, and what to do at the right. */
export function IncidentPage({ id }: { id: string }) {
  const t = useTranslations("incident")
  const found = useIncident(id)
  const gone = found.error instanceof ApiError && found.error.status === 404
  return (
    <Page breadcrumb={[{ label: t("title"), href: "/incidents" }, { label: found.data?.name ?? t("one") }]}>
      {found.isPending && <Skeleton height={300} />}
      {gone && (
        <EmptyState
          icon={IconHistoryOff}
          title={t("gone")}
          description={t("goneText")}
          action={
            <Anchor component={Link} href="/incidents">
              {t("toList")}
            </Anchor>
          }
        />
      )}
      {found.isError && !gone && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Body incident={found.data} readMs={found.dataUpdatedAt} />}
    </Page>
  )
}

function Body({ incident, readMs }: { incident: Incident; readMs: number }) {
  const t = useTranslations("incident")
  return (
    <div className={classes.page}>
      <Headline incident={incident} readMs={readMs} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <Breach incident={incident} />
          <section>
            <h2>{t("timeline")}</h2>
            {incident.timeline.length === 0 ? (
              <p className={classes.dim}>{t("noTimeline")}</p>
            ) : (
              <Transitions transitions={incident.timeline} unit={incident.rule.unit} withLabels={false} />
            )}
          </section>
          <Messages deliveries={incident.deliveries} />
        </div>
        <IncidentRunbook incident={incident} />
      </div>
    </div>
  )
}
