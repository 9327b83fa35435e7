"use client"

import { useTranslations } from "next-intl"
import Link from "next/link"
import type { Runbook } from "#lib/runbook/schema.ts"
import { uncovered } from "./coverage.ts"
import classes from "./runbook.module.css"
import { useMatchable } from "./use-runbooks.ts"

const shown = 12

/** Names the rules that nobody would know what to do about. */
export function Coverage({ runbooks }: { runbooks: Runbook[] | undefined }) {
  const t = useTranslations("runbook")
  const world = useMatchable()
  if (!runbooks || !world.data || world.data.rules.length === 0) return null
  const bare = uncovered(world.data.rules, runbooks)
  if (bare.length === 0) return <p className={classes.coverage}>{t("allCovered", { count: world.data.rules.length })}</p>
  return (
    <section className={classes.coverage}>
      <h2>{t("uncovered", { count: bare.length, all: world.data.rules.length })}</h2>
      <p>{t("uncoveredNext")}</p>
      <ul className={classes.bare}>
        {bare.slice(0, shown).map((rule) => (
          <li key={rule.id}>
            <Link href={`/alerts/rules/${encodeURIComponent(rule.id)}/edit`}>{rule.name}</Link>
          </li>
        ))}
        {bare.length > shown && <li>{t("andMore", { count: bare.length - shown })}</li>}
      </ul>
    </section>
  )
}
