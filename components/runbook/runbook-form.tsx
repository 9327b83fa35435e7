"use client"

import { Button, Group } from "@mantine/core"
import { useHotkeys } from "@mantine/hooks"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { type FormEvent, useState } from "react"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { useLeaveGuard } from "#components/ui/leave-guard.ts"
import { Markdown } from "#components/ui/markdown.tsx"
import { ApiError } from "#lib/http/api.ts"
import type { Runbook, RunbookInput } from "#lib/runbook/schema.ts"
import { RunbookFields } from "./runbook-fields.tsx"
import classes from "./runbook.module.css"
import { useSaveRunbook } from "./use-runbooks.ts"

/** Title, owner, matchers and text of a runbook, the text as it will read beside it. */
export function RunbookForm({ runbook, title = "" }: { runbook?: Runbook; title?: string }) {
  const t = useTranslations("runbook")
  const router = useRouter()
  const [start] = useState(() => draftOf(runbook, title))
  const [draft, setDraft] = useState(start)
  const save = useSaveRunbook(runbook?.id)
  const fields = save.error instanceof ApiError ? save.error.fields : {}
  const set = (patch: Partial<RunbookDraft>) => setDraft({ ...draft, ...patch })
  const submit = () => save.mutate(inputOf(draft), { onSuccess: (saved) => router.push(`/runbooks/${encodeURIComponent(saved.id)}`) })
  useLeaveGuard(draft !== start && !save.isPending && !save.isSuccess, t("unsaved"))
  useHotkeys([["mod+S", submit]], [], true)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }
  return (
    <form className={classes.form} onSubmit={onSubmit}>
      <div className={classes.fields}>
        <RunbookFields draft={draft} fields={fields} onChange={set} />
        {save.isError && <ErrorNotice error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t("save")}
          </Button>
          <Button variant="default" onClick={() => router.back()}>
            {t("cancel")}
          </Button>
        </Group>
      </div>
      <section className={classes.preview} aria-label={t("preview")}>
        <h2>{t("preview")}</h2>
        <div className={classes.text}>
          {draft.markdown ? <Markdown text={draft.markdown} /> : <p className={classes.dim}>{t("previewEmpty")}</p>}
        </div>
      </section>
    </form>
  )
}

export interface RunbookDraft {
  title: string
  owner: string
  matchers: string[]
  url: string
  markdown: string
}

function draftOf(runbook: Runbook | undefined, title: string): RunbookDraft {
  return {
    title: runbook?.title ?? title,
    owner: runbook?.owner ?? "",
    matchers: runbook?.matchers ?? [],
    url: runbook?.url ?? "",
    markdown: runbook?.markdown ?? "",
  }
}

/** An empty text is an absent one. */
function inputOf(draft: RunbookDraft): RunbookInput {
  return {
    title: draft.title,
    matchers: draft.matchers,
    ...(draft.owner.trim() ? { owner: draft.owner.trim() } : {}),
    ...(draft.url.trim() ? { url: draft.url.trim() } : {}),
    ...(draft.markdown.trim() ? { markdown: draft.markdown } : {}),
  }
}
