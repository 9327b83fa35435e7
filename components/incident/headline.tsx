"use client"

import { useLocale, useTranslations } from "next-intl"
import Link from "next/link"
import { Acknowledge } from "#components/alert-instance/acknowledge.tsx"
import { InstanceState } from "#components/alert-instance/instance-state.tsx"
import { Labels } from "#components/alert-instance/labels.tsx"
import { ValueAgainstThreshold } from "#components/alert-instance/measured.tsx"
import { Severity } from "#components/alert-instance/severity.tsx"
import { otherLabels } from "#components/alert-instance/urgency.ts"
import { useCan } from "#components/shell/viewer-context.tsx"
import { StatusBadge } from "#components/ui/status-badge.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import { formatDuration } from "#lib/format/duration.ts"
import type { Incident } from "#lib/incident/schema.ts"
import type { Language } from "#lib/language/language.ts"
import { exploreLink } from "./links.ts"
import classes from "./incident.module.css"

/** The top of the page: everything that somebody woken at night asks first. */
export function Headline({ incident, readMs }: { incident: Incident; readMs: number }) {
  const t = useTranslations("incident")
  const { instance } = incident
  return (
    <section className={classes.headline} data-state={incident.endedAt ? "ended" : incident.state}>
      <div className={classes.top}>
        {incident.endedAt ? <StatusBadge status="ok" label={t("ended")} /> : <InstanceState instance={instance} />}
        <h2>{incident.name}</h2>
        {incident.service && <span className={classes.where}>{incident.service}</span>}
        <Severity severity={incident.severity} />
      </div>
      {incident.summary && <p className={classes.lead}>{incident.summary}</p>}
      {instance.stale && <p className={classes.stale}>{t("stale")}</p>}
      <dl className={classes.facts}>
        <div>
          <dt>{t("since")}</dt>
          <dd>
            <TimeText value={incident.startedAt} mode="absolute" />
          </dd>
        </div>
        <div>
          <dt>{t("duration")}</dt>
          <dd>
            <Lasted incident={incident} readMs={readMs} />
          </dd>
        </div>
        <div>
          <dt>{t("value")}</dt>
          <dd className={classes.value}>
            <ValueAgainstThreshold instance={instance} />
          </dd>
        </div>
        <div>
          <dt>{t("who")}</dt>
          <dd>
            <Acknowledge instance={instance} />
          </dd>
        </div>
      </dl>
      <Ways incident={incident} />
      <Labels entries={otherLabels(incident.labels)} most={20} />
    </section>
  )
}

/** Up to when the page last read it: a running one is read each 5 s. */
function Lasted({ incident, readMs }: { incident: Incident; readMs: number }) {
  const locale = useLocale() as Language
  const endMs = incident.endedAt ? Date.parse(incident.endedAt) : readMs
  return formatDuration(Math.max(0, endMs - Date.parse(incident.startedAt)), locale)
}

/** The ways on: rule, dashboard at that time, the query in Explore. */
function Ways({ incident }: { incident: Incident }) {
  const t = useTranslations("incident")
  const mayExplore = useCan("datasource:explore")
  const { rule, view } = incident
  const range = new URLSearchParams({ from: view.from, to: incident.firing.to === undefined ? "now" : view.to })
  if (rule.panelId) range.set("viewPanel", rule.panelId)
  return (
    <nav className={classes.ways} aria-label={t("ways")}>
      <Link href={`/alerts/rules/${encodeURIComponent(rule.id)}`}>{t("toRule")}</Link>
      {rule.dashboardId && <Link href={`/dashboards/${encodeURIComponent(rule.dashboardId)}?${range.toString()}`}>{t("toDashboard")}</Link>}
      {mayExplore && <Link href={exploreLink(incident)}>{t("toExplore")}</Link>}
    </nav>
  )
}
