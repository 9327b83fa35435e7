"use client"

import { Menu } from "@mantine/core"
import { IconBellPlus, IconEye, IconPencil } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { useCan } from "#components/shell/viewer-context.tsx"
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
      <Menu.Item leftSection={<IconEye size={14} stroke={1.5} />} rightSection="v" onClick={() => onShow(panel.id)}>
        {t(alone ? "backToDashboard" : "viewPanel")}
      </Menu.Item>
      {onEdit && (
        <Menu.Item leftSection={<IconPencil size={14} stroke={1.5} />} rightSection="e" onClick={() => onEdit(panel.id)}>
          {t("editPanel")}
        </Menu.Item>
      )}
      {alert && (
        <Menu.Item leftSection={<IconBellPlus size={14} stroke={1.5} />} component={Link} href={alert}>
          {t("alertFromPanel")}
        </Menu.Item>
      )}
    </>
  )
}
