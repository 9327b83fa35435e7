"use client"

import { useTranslations } from "next-intl"
import Link from "next/link"
import { RunbookText } from "#components/runbook/runbook-text.tsx"
import { useCan } from "#components/shell/viewer-context.tsx"
import type { Incident } from "#lib/incident/schema.ts"
import classes from "./incident.module.css"

/** What to do, always in view; without a runbook, the way to write one. */
export function IncidentRunbook({ incident }: { incident: Incident }) {
  const t = useTranslations("incident")
  const may = useCan("runbook:write")
  const { runbook } = incident
  return (
    <aside className={classes.runbook} aria-label={t("runbook")}>
      <h2>{t("runbook")}</h2>
      {!runbook && (
        <>
          <p className={classes.dim}>{t("noRunbook")}</p>
          {may && <Link href={`/runbooks/new?title=${encodeURIComponent(incident.name)}`}>{t("writeRunbook")}</Link>}
        </>
      )}
      {runbook && (
        <>
          <h3>{runbook.id ? <Link href={`/runbooks/${encodeURIComponent(runbook.id)}`}>{runbook.title}</Link> : runbook.title}</h3>
          <RunbookText runbook={runbook} />
        </>
      )}
    </aside>
  )
}
