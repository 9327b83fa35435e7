"use client"

import { useTranslations } from "next-intl"
import { DataGrid } from "./data-grid.tsx"
import type { PanelViewProps } from "./kind.ts"
import type { PreparedTable } from "./kinds/table/prepare.ts"

const wordsHeight = 24

export function PlaceholderView({ prepared, height }: PanelViewProps<PreparedTable>) {
  const t = useTranslations("panel")
  return (
    <>
      <p style={{ height: wordsHeight, margin: 0, color: "var(--bongsu-dim)" }}>{t("placeholder.text")}</p>
      {prepared.count > 0 && (
        <DataGrid label={t("table.label")} columns={prepared.columns} count={prepared.count} height={height - wordsHeight} />
      )}
    </>
  )
}
