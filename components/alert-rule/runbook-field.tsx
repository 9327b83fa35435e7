"use client"

import { Button, Group, Modal, Select, Textarea, TextInput } from "@mantine/core"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useRunbooks, useSaveRunbook } from "#components/runbook/use-runbooks.ts"
import { useCan } from "#components/shell/viewer-context.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { ApiError } from "#lib/http/api.ts"
import type { FormPart } from "./rule-form.tsx"
import classes from "./rule-form.module.css"

const create = "+new"

/** Chooses a runbook, or writes a short one without leaving the rule. */
export function RunbookField({ draft, fields, onChange }: FormPart) {
  const t = useTranslations("alertRule")
  const may = useCan("runbook:write")
  const runbooks = useRunbooks()
  const [writing, setWriting] = useState(false)
  const known = (runbooks.data ?? []).map((runbook) => ({ value: runbook.id, label: runbook.title }))
  return (
    <>
      <Select
        className={classes.runbook}
        aria-label={t("runbook")}
        placeholder={t("runbookPlaceholder")}
        searchable
        clearable
        data={may ? [...known, { value: create, label: t("runbookNew") }] : known}
        filter={({ options, search }) =>
          options.filter(
            (option) => !("value" in option) || option.value === create || option.label.toLowerCase().includes(search.toLowerCase().trim()),
          )
        }
        limit={100}
        value={draft.runbookId || null}
        error={fields.runbookId}
        onChange={(value) => (value === create ? setWriting(true) : onChange({ runbookId: value ?? "" }))}
      />
      {writing && <NewRunbook title={draft.name} onClose={() => setWriting(false)} onSaved={(runbookId) => onChange({ runbookId })} />}
    </>
  )
}

function NewRunbook({ title: start, onClose, onSaved }: { title: string; onClose: () => void; onSaved: (id: string) => void }) {
  const t = useTranslations("alertRule")
  const r = useTranslations("runbook")
  const [title, setTitle] = useState(start)
  const [url, setUrl] = useState("")
  const [markdown, setMarkdown] = useState("")
  const save = useSaveRunbook(undefined)
  const fields = save.error instanceof ApiError ? save.error.fields : {}
  const run = () =>
    save.mutate(
      { title, matchers: [], url: url.trim() || undefined, markdown: markdown.trim() ? markdown : undefined },
      {
        onSuccess: (saved) => {
          onSaved(saved.id)
          onClose()
        },
      },
    )
  return (
    <Modal opened onClose={onClose} title={r("new")} size="lg" closeOnClickOutside={false}>
      <div className={classes.stack}>
        <TextInput
          label={r("columnTitle")}
          value={title}
          error={fields.title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label={r("url")}
          description={r("urlHint")}
          placeholder="https://"
          value={url}
          error={fields.url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Textarea
          label={r("markdown")}
          description={r("markdownHint")}
          autosize
          minRows={6}
          maxRows={16}
          value={markdown}
          error={fields.markdown}
          onChange={(event) => setMarkdown(event.currentTarget.value)}
        />
        {save.isError && <ErrorNotice error={save.error} compact />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button loading={save.isPending} onClick={run}>
            {t("runbookSave")}
          </Button>
        </Group>
      </div>
    </Modal>
  )
}
