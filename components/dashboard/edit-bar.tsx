"use client"

import { ActionIcon, Button } from "@mantine/core"
import { IconArrowBackUp, IconArrowForwardUp, IconArrowLeft, IconPlus, IconSettings, IconX } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { ConfirmButton } from "#components/ui/confirm-button.tsx"
import { Tooltip } from "#components/ui/tooltip.tsx"
import classes from "./edit-bar.module.css"
import type { Editing } from "./use-editing.ts"

/** Undo, add, settings, save, leave; "unsaved" is written where it is true. In a panel's editor, the way back to the dashboard. */
export function EditBar({
  editing,
  saving,
  panel,
  onAdd,
  onSettings,
  onSave,
  onLeave,
}: {
  editing: Editing
  saving: boolean
  panel?: { done: () => void }
  onAdd: () => void
  onSettings: () => void
  onSave: () => void
  onLeave: () => void
}) {
  const t = useTranslations("dashboard")
  const discard = () => {
    editing.discard()
    onLeave()
  }
  return (
    <div className={classes.bar}>
      {editing.dirty && <span className={classes.unsaved}>{t("unsaved")}</span>}
      <Step label={t("undo")} icon={IconArrowBackUp} disabled={!editing.canUndo} onClick={editing.undo} />
      <Step label={t("redo")} icon={IconArrowForwardUp} disabled={!editing.canRedo} onClick={editing.redo} />
      {panel ? (
        <Button variant="default" leftSection={<IconArrowLeft size={14} stroke={1.5} />} onClick={panel.done}>
          {t("backToDashboard")}
        </Button>
      ) : (
        <>
          <Button variant="default" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={onAdd}>
            {t("addPanel")}
          </Button>
          <Step label={t("settings")} icon={IconSettings} onClick={onSettings} />
        </>
      )}
      <Button onClick={onSave} loading={saving} disabled={!editing.dirty && editing.version > 0}>
        {t("save")}
      </Button>
      {!panel && editing.dirty && (
        <ConfirmButton question={t("discardQuestion")} confirm={t("discard")} onConfirm={discard}>
          {t("discard")}
        </ConfirmButton>
      )}
      {!panel && !editing.dirty && <Step label={t("leaveEditing")} icon={IconX} onClick={onLeave} />}
    </div>
  )
}

function Step({ label, icon: Icon, disabled, onClick }: { label: string; icon: typeof IconX; disabled?: boolean; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" aria-label={label} disabled={disabled} onClick={onClick}>
        <Icon size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  )
}
