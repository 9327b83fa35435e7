"use client"

import { Button, SegmentedControl, Skeleton } from "@mantine/core"
import { IconMailOff } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { SearchField } from "#components/ui/search-field.tsx"
import { deliveryStates } from "#lib/delivery/schema.ts"
import { DeliveryRow } from "./delivery-row.tsx"
import classes from "./delivery.module.css"
import { useDeliveries } from "./use-deliveries.ts"

/** Every message that was decided: whether it arrived, what the vendor answered, what is tried next. */
export function Deliveries() {
  const t = useTranslations("delivery")
  const [state, setState] = useQueryState("state", parseAsStringLiteral(deliveryStates))
  const [search, setSearch] = useQueryState("search", parseAsString.withDefault("").withOptions({ throttleMs: 300 }))
  const found = useDeliveries(state ?? undefined, search)
  const deliveries = found.data
  const filtered = state !== null || search !== ""
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className={classes.tools}>
        <SegmentedControl
          aria-label={t("state")}
          data={[{ value: "", label: t("all") }, ...deliveryStates.map((value) => ({ value, label: t(`state_${value}`) }))]}
          value={state ?? ""}
          onChange={(value) => void setState(deliveryStates.find((one) => one === value) ?? null)}
        />
        <SearchField className={classes.search} label={t("search")} value={search} onChange={(text) => void setSearch(text)} />
      </div>
      {found.isError && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton height={160} />}
      {deliveries && deliveries.length > 0 && (
        <ul className={classes.list} aria-label={t("title")}>
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
      {deliveries?.length === 0 && (
        <EmptyState icon={IconMailOff} title={filtered ? t("noMatch") : t("none")} description={filtered ? undefined : t("noneNext")} />
      )}
      {found.hasNextPage && (
        <Button variant="default" mt="md" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  )
}
