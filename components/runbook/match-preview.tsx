"use client"

import { useTranslations } from "next-intl"
import { readMatchers, whatMatches } from "./coverage.ts"
import classes from "./runbook.module.css"
import { useMatchable } from "./use-runbooks.ts"

/** What the matchers would hit now, by name; what can't be read is said at once. */
export function MatchPreview({ matchers }: { matchers: string[] }) {
  const t = useTranslations("runbook")
  const world = useMatchable()
  if (matchers.length === 0) return <p className={classes.matching}>{t("matchersNone")}</p>
  const read = readMatchers(matchers)
  if ("wrong" in read) return <p className={classes.matching}>{t("matcherWrong", { matcher: read.wrong, why: read.why })}</p>
  if (!world.data) return null
  const found = whatMatches(read.matchers, world.data)
  const names = found.rules.slice(0, 8).map((rule) => rule.name)
  return (
    <output className={classes.matching}>
      {t("matching", { alerts: found.instances.length, rules: found.rules.length })}
      {names.length > 0 && `: ${names.join(", ")}${found.rules.length > names.length ? " …" : ""}`}
    </output>
  )
}
