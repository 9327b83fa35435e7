"use client"

import { Anchor, Select } from "@mantine/core"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { useCan } from "#components/shell/viewer-context.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import classes from "./datasource.module.css"
import { useDatasourceKinds, useDatasources } from "./use-datasources.ts"

/**
 * Chooses a datasource by its id, or null. `kinds` narrows the choice. A value that is not in the list (a variable, a deleted one) stays
 * as it is until another is chosen.
 */
export function DatasourcePicker({
  value,
  onChange,
  kinds,
  label,
}: {
  value: string | null
  onChange: (datasourceId: string | null) => void
  kinds?: string[]
  label?: string
}) {
  const t = useTranslations("datasource")
  const may = useCan("datasource:write")
  const found = useDatasources()
  const known = useDatasourceKinds()
  const items = found.data?.filter((one) => !kinds || kinds.includes(one.kind)) ?? []
  if (found.isError) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} compact />
  if (found.data && items.length === 0 && !value)
    return (
      <p className={classes.noSource}>
        {t("noneYet")}{" "}
        {may ? (
          <Anchor component={Link} href="/settings/datasources/new" inherit>
            {t("add")}
          </Anchor>
        ) : (
          t("askAdmin")
        )}
      </p>
    )
  const kindOf = new Map(items.map((one) => [one.id, known.data?.find((kind) => kind.name === one.kind)?.label ?? one.kind]))
  const options = items.map((one) => ({ value: one.id, label: one.name }))
  if (value && !kindOf.has(value)) options.unshift({ value, label: value })
  return (
    <Select
      label={label}
      aria-label={label ?? t("datasource")}
      placeholder={t("choose")}
      data={options}
      value={value}
      disabled={found.isPending}
      searchable={options.length > 7}
      allowDeselect={false}
      nothingFoundMessage={t("nothingFound")}
      comboboxProps={{ width: "max-content", position: "bottom-start" }}
      renderOption={({ option }) => (
        <span className={classes.option}>
          <span>{option.label}</span>
          <span className={classes.kind}>{kindOf.get(option.value)}</span>
        </span>
      )}
      onChange={onChange}
    />
  )
}
