"use client"

import { Button, Group, Modal, Stack, TextInput } from "@mantine/core"
import { useLocale, useTranslations } from "next-intl"
import { type FormEvent, useState } from "react"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { useNow } from "#components/ui/use-now.ts"
import { formatAge, type Locale } from "#lib/format/date.ts"
import type { Dashboard } from "#lib/dashboard/schema.ts"
import type { Editing } from "./use-editing.ts"
import type { Save } from "./use-save.ts"

/** What saving may ask: a name for a new dashboard, a decision when somebody else saved first. */
export function SaveDialogs({ save, editing }: { save: Save; editing: Editing }) {
  return (
    <>
      {save.naming && <NameDialog save={save} editing={editing} />}
      {save.conflict && <ConflictDialog save={save} editing={editing} theirs={save.conflict} />}
      {save.error !== undefined && !save.naming && <ErrorNotice error={save.error} />}
    </>
  )
}

function NameDialog({ save, editing }: { save: Save; editing: Editing }) {
  const t = useTranslations("dashboard")
  const [title, setTitle] = useState(editing.document.title)
  const [folder, setFolder] = useState(editing.document.folder ?? "")
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save.create({ ...editing.document, title: title.trim(), folder: folder.trim() || undefined })
  }
  return (
    <Modal opened onClose={save.cancelNaming} title={t("saveNew")}>
      <form onSubmit={submit}>
        <Stack gap={12}>
          <TextInput
            label={t("name")}
            required
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput label={t("folder")} maxLength={200} value={folder} onChange={(event) => setFolder(event.currentTarget.value)} />
          {save.error !== undefined && <ErrorNotice error={save.error} />}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={save.cancelNaming}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={save.saving} disabled={title.trim() === ""}>
              {t("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function ConflictDialog({ save, editing, theirs }: { save: Save; editing: Editing; theirs: Dashboard }) {
  const t = useTranslations("dashboard")
  const locale = useLocale() as Locale
  const now = useNow()
  return (
    <Modal opened onClose={save.closeConflict} title={t("conflictTitle")} size="lg">
      <Stack gap={12}>
        <p>
          {t("conflictText", {
            who: theirs.updatedBy ?? t("somebody"),
            when: formatAge(Date.parse(theirs.updatedAt), now, locale),
            theirs: theirs.version,
            mine: editing.version,
          })}
        </p>
        <Group gap={8} justify="flex-end">
          <CopyButton text value={JSON.stringify(editing.document, null, 2)} label={t("copyMine")} />
          <Button variant="default" onClick={save.takeTheirs}>
            {t("takeTheirs")}
          </Button>
          <Button color="red" loading={save.saving} onClick={() => void save.overwrite()}>
            {t("overwrite")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
