"use client"

import { Menu } from "@mantine/core"
import { IconCopy, IconPencil, IconTrash } from "@tabler/icons-react"
import { useTranslations } from "next-intl"

/** What can be done to a panel while its dashboard is edited; removing is one undo away, so it does not ask. */
export function EditPanelMenu({ onEdit, onDuplicate, onRemove }: { onEdit: () => void; onDuplicate: () => void; onRemove: () => void }) {
  const t = useTranslations("dashboard")
  return (
    <>
      <Menu.Item leftSection={<IconPencil size={14} stroke={1.5} />} rightSection="e" onClick={onEdit}>
        {t("editPanel")}
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={14} stroke={1.5} />} onClick={onDuplicate}>
        {t("duplicatePanel")}
      </Menu.Item>
      <Menu.Item color="red" leftSection={<IconTrash size={14} stroke={1.5} />} onClick={onRemove}>
        {t("removePanel")}
      </Menu.Item>
    </>
  )
}
