"use client"

import { Button, Skeleton, TextInput } from "@mantine/core"
import { IconCircleCheck, IconFilter, IconSearchOff } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { parseAsString, useQueryState } from "nuqs"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import type { AlertInstance } from "#lib/alert-rule/schema.ts"
import classes from "./alert-instance.module.css"
import { InstanceRow } from "./instance-row.tsx"
import { trendSize } from "./trend-line.tsx"
import { ownSeries, type Trend, trendOf } from "./trend.ts"
import { byUrgency } from "./urgency.ts"
import { useActiveInstances } from "./use-instances.ts"
import { type Trends, useTrends } from "./use-trends.ts"

/** Everything that fires, pends or recovers, the most urgent first. The filter is in the URL. */
export function FiringInstances() {
  const t = useTranslations("alertInstance")
  const [typed, setTyped] = useQueryState("filter", parseAsString.withDefault("").withOptions({ throttleMs: 300 }))
  const found = useActiveInstances(typed)
  const instances = found.data?.toSorted(byUrgency)
  return (
    <>
      <div className={classes.tools}>
        <TextInput
          className={classes.filter}
          aria-label={t("filter")}
          placeholder={t("filterHint")}
          leftSection={<IconFilter size={14} stroke={1.5} />}
          value={typed}
          onChange={(event) => void setTyped(event.currentTarget.value || null)}
        />
        {found.dataUpdatedAt > 0 && (
          <span className={classes.looked}>
            {t("looked")} <TimeText value={found.dataUpdatedAt} />
          </span>
        )}
      </div>
      {found.isError && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {instances === undefined ? (
        !found.isError && <Waiting />
      ) : (
        <Instances instances={instances} filtered={typed !== ""} lookedAt={found.dataUpdatedAt} />
      )}
      {found.hasNextPage && (
        <Button variant="default" mt="md" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  )
}

function Instances({ instances, filtered, lookedAt }: { instances: AlertInstance[]; filtered: boolean; lookedAt: number }) {
  const t = useTranslations("alertInstance")
  const trends = useTrends(instances)
  if (instances.length > 0)
    return (
      <ul className={classes.list} aria-label={t("list")}>
        {instances.map((instance) => (
          <InstanceRow key={instance.id} instance={instance} trend={trendIn(trends, instance)} />
        ))}
      </ul>
    )
  if (filtered) return <EmptyState icon={IconSearchOff} title={t("noMatch")} description={t("noMatchNext")} />
  return (
    <EmptyState
      icon={IconCircleCheck}
      title={t("nothingFiring")}
      description={
        <>
          {t("looked")} <TimeText value={lookedAt} mode="absolute" />
        </>
      }
    />
  )
}

function trendIn(trends: Trends, instance: AlertInstance): Trend | undefined {
  const series = ownSeries(trends.get(instance.ruleId) ?? [], instance.labels)
  return series && instance.condition ? trendOf(series, instance.condition.threshold, trendSize) : undefined
}

function Waiting() {
  return (
    <div className={classes.list} aria-busy>
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} height={16} width="calc(100% - 24px)" m={12} />
      ))}
    </div>
  )
}
