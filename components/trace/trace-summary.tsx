import { useComputedColorScheme } from "@mantine/core"
import { useTranslations } from "next-intl"
import { useMemo } from "react"
import { seriesColours } from "#components/chart/colours.ts"
import { formatTime } from "#lib/format/date.ts"
import { formatValue } from "#lib/format/value.ts"
import classes from "./trace-page.module.css"
import type { SpanTree } from "./tree.ts"

const mostServices = 12

/** What the trace is, how long it took, who took part, and what is wrong with its spans. */
export function TraceSummary({
  tree,
  notices,
  timezone,
  locale,
}: {
  tree: SpanTree
  notices: string[]
  timezone: string
  locale: "en" | "ko"
}) {
  const t = useTranslations("trace")
  const scheme = useComputedColorScheme("dark", { getInitialValueInEffect: false })
  const colours = useMemo(
    () =>
      seriesColours(
        tree.services.map((service) => service.name),
        scheme,
      ),
    [tree, scheme],
  )
  const errors = tree.services.reduce((sum, service) => sum + service.errors, 0)
  const { orphans, duplicates, cycles, skewed } = tree.trouble
  const trouble = [
    orphans > 0 && t("orphans", { count: orphans }),
    duplicates > 0 && t("duplicates", { count: duplicates }),
    cycles > 0 && t("cycles", { count: cycles }),
    skewed > 0 && t("skewed", { count: skewed }),
    ...notices,
  ].filter(Boolean)
  return (
    <header className={classes.summary}>
      <h2 className={classes.root}>
        {tree.root >= 0 ? `${tree.services[tree.service[tree.root]!]?.name ?? ""}: ${tree.names[tree.root] ?? ""}` : t("noSpans")}
      </h2>
      <div className={classes.numbers}>
        <span className={classes.big}>{formatValue(tree.toMs - tree.fromMs, { unit: "ms" }, locale).full}</span>
        <span>{formatTime(tree.fromMs, timezone, locale, { clock: "milliseconds", zone: true })}</span>
        <span>{t("spanCount", { count: tree.count })}</span>
        <span className={errors > 0 ? classes.error : classes.dim}>
          {t("errors")}: {errors}
        </span>
        <span className={classes.dim}>{t("criticalPath")}</span>
      </div>
      <ul className={classes.services} aria-label={t("services")}>
        {tree.services.slice(0, mostServices).map((service, index) => (
          <li key={service.name}>
            <span className={classes.swatch} style={{ background: colours[index] }} />
            {service.name || "–"} <span className={classes.dim}>{service.spans}</span>
          </li>
        ))}
        {tree.services.length > mostServices && <li className={classes.dim}>+{tree.services.length - mostServices}</li>}
      </ul>
      {trouble.length > 0 && <p className={classes.trouble}>{trouble.join(" · ")}</p>}
    </header>
  )
}
