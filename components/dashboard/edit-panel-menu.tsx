"use client"

import { IconCopy, IconPencil, IconTrash } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { MenuItem } from "#components/ui/menu.tsx"

/** What can be done to a panel while its dashboard is edited; removing is one undo away, so it does not ask. */
export function EditPanelMenu({ onEdit, onDuplicate, onRemove }: { onEdit: () => void; onDuplicate: () => void; onRemove: () => void }) {
  const t = useTranslations("dashboard")
  return (
    <>
      <MenuItem icon={<IconPencil size={14} stroke={1.5} />} right="e" onClick={onEdit}>
        {t("editPanel")}
      </MenuItem>
      <MenuItem icon={<IconCopy size={14} stroke={1.5} />} onClick={onDuplicate}>
        {t("duplicatePanel")}
      </MenuItem>
      <MenuItem danger icon={<IconTrash size={14} stroke={1.5} />} onClick={onRemove}>
        {t("removePanel")}
      </MenuItem>
    </>
  )
}
