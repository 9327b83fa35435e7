"use client"

import { useTranslations } from "next-intl"
import { useMemo } from "react"
import { DataGrid, type DrawnColumn } from "#components/panel/data-grid.tsx"
import type { PanelViewProps } from "#components/panel/kind.ts"
import type { PreparedColumn, PreparedTable } from "./prepare.ts"
import classes from "./table.module.css"

export function TableView({ prepared, height }: PanelViewProps<PreparedTable>) {
  const t = useTranslations("panel")
  const columns = useMemo(
    () => prepared.columns.map((column): DrawnColumn => ({ ...column, cell: cellOf(column, prepared.colorMode) })),
    [prepared],
  )
  return <DataGrid label={t("table.label")} columns={columns} count={prepared.count} height={height} initialSort={prepared.sort} />
}

function cellOf(column: PreparedColumn, colorMode: PreparedTable["colorMode"]): DrawnColumn["cell"] {
  if (column.link) return (row) => <LinkCell text={column.text(row)} href={column.link?.(row)} />
  const { color } = column
  if (!color) return undefined
  return (row) => (
    <span className={classes.coloured} data-mode={colorMode} style={{ "--cell": color(row) ?? "inherit" } as React.CSSProperties}>
      {column.text(row)}
    </span>
  )
}

function LinkCell({ text, href }: { text: string; href: string | undefined }) {
  if (!href) return text
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  )
}
