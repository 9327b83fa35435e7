"use client"

import { IconBellPlus, IconEye, IconPencil } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { useCan } from "#components/shell/viewer-context.tsx"
import { MenuItem } from "#components/ui/menu.tsx"
import { alertLink } from "./alert-link.ts"
import type { Value } from "./choice.ts"
import { fillTitle } from "./fill-title.ts"
import type { ViewedDashboard, ViewedPanel } from "./use-dashboard.ts"

/** What can be done with a panel that is looked at. */
export function PanelMenu({
  panel,
  dashboard,
  values,
  alone,
  onShow,
  onEdit,
}: {
  panel: ViewedPanel
  dashboard: ViewedDashboard
  values: Record<string, Value>
  alone: boolean
  onShow: (id: string) => void
  onEdit?: (id: string) => void
}) {
  const t = useTranslations("dashboard")
  const canAlert = useCan("alert-rule:write")
  const alert = canAlert ? alertLink(panel, dashboard, { title: fillTitle(panel.title, values, t("all")), values }) : undefined
  return (
    <>
      <MenuItem icon={<IconEye size={14} stroke={1.5} />} right="v" onClick={() => onShow(panel.id)}>
        {t(alone ? "backToDashboard" : "viewPanel")}
      </MenuItem>
      {onEdit && (
        <MenuItem icon={<IconPencil size={14} stroke={1.5} />} right="e" onClick={() => onEdit(panel.id)}>
          {t("editPanel")}
        </MenuItem>
      )}
      {alert && (
        <MenuItem icon={<IconBellPlus size={14} stroke={1.5} />} href={alert}>
          {t("alertFromPanel")}
        </MenuItem>
      )}
    </>
  )
}
