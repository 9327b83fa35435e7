"use client"

import { Select } from "@mantine/core"
import { useTranslations } from "next-intl"
import { useViewer } from "#components/shell/viewer-context.tsx"
import { atLeast } from "#lib/access/can.ts"
import { isRole, type Role, roles } from "#lib/access/viewer.ts"

/** The roles that the reader may give: none above one's own. Says what the chosen one may do. */
export function RoleSelect({ value, onChange, disabled }: { value: Role; onChange: (role: Role) => void; disabled?: boolean }) {
  const t = useTranslations("access")
  const viewer = useViewer()
  const mine = roles.filter((role) => role === value || (viewer !== undefined && atLeast(viewer.role, role)))
  return (
    <Select
      label={t("role")}
      description={t(`roleText_${value}`)}
      allowDeselect={false}
      disabled={disabled}
      data={mine.map((role) => ({ value: role, label: t(`role_${role}`) }))}
      value={value}
      onChange={(role) => isRole(role) && onChange(role)}
    />
  )
}
