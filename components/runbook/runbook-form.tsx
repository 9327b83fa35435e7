"use client"

import { Button, Group, TagsInput, Textarea, TextInput } from "@mantine/core"
import { useHotkeys } from "@mantine/hooks"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { type FormEvent, useState } from "react"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { useLeaveGuard } from "#components/ui/leave-guard.ts"
import { Markdown } from "#components/ui/markdown.tsx"
import { ApiError } from "#lib/http/api.ts"
import type { Runbook, RunbookInput } from "#lib/runbook/schema.ts"
import { MatchPreview } from "./match-preview.tsx"
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
  const set = (patch: Partial<Draft>) => setDraft({ ...draft, ...patch })
  const submit = () => save.mutate(inputOf(draft), { onSuccess: (saved) => router.push(`/runbooks/${encodeURIComponent(saved.id)}`) })
  useLeaveGuard(draft !== start && !save.isPending && !save.isSuccess, t("unsaved"))
  useHotkeys([["mod+S", submit]], [])
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }
  return (
    <form className={classes.form} onSubmit={onSubmit}>
      <div className={classes.fields}>
        <TextInput
          label={t("columnTitle")}
          required
          value={draft.title}
          error={fields.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
          data-autofocus
        />
        <TextInput
          label={t("owner")}
          description={t("ownerHint")}
          value={draft.owner}
          error={fields.owner}
          onChange={(event) => set({ owner: event.currentTarget.value })}
        />
        <div>
          <TagsInput
            label={t("matchers")}
            description={t("matchersHint")}
            placeholder={draft.matchers.length === 0 ? 'service="checkout"' : undefined}
            splitChars={[]}
            acceptValueOnBlur
            value={draft.matchers}
            error={fieldOf(fields, "matchers")}
            onChange={(matchers) => set({ matchers })}
          />
          <MatchPreview matchers={draft.matchers} />
        </div>
        <TextInput
          label={t("url")}
          description={t("urlHint")}
          type="url"
          placeholder="https://"
          value={draft.url}
          error={fields.url}
          onChange={(event) => set({ url: event.currentTarget.value })}
        />
        <Textarea
          label={t("markdown")}
          description={t("markdownHint")}
          className={classes.editor}
          autosize
          minRows={12}
          maxRows={40}
          maxLength={200_000}
          value={draft.markdown}
          error={fields.markdown}
          onChange={(event) => set({ markdown: event.currentTarget.value })}
        />
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

interface Draft {
  title: string
  owner: string
  matchers: string[]
  url: string
  markdown: string
}

function draftOf(runbook: Runbook | undefined, title: string): Draft {
  return {
    title: runbook?.title ?? title,
    owner: runbook?.owner ?? "",
    matchers: runbook?.matchers ?? [],
    url: runbook?.url ?? "",
    markdown: runbook?.markdown ?? "",
  }
}

/** An empty text is an absent one. */
function inputOf(draft: Draft): RunbookInput {
  return {
    title: draft.title,
    matchers: draft.matchers,
    ...(draft.owner.trim() ? { owner: draft.owner.trim() } : {}),
    ...(draft.url.trim() ? { url: draft.url.trim() } : {}),
    ...(draft.markdown.trim() ? { markdown: draft.markdown } : {}),
  }
}

/** The message of a field or of one of its entries ("matchers.0"). */
function fieldOf(fields: Record<string, string>, name: string): string | undefined {
  return Object.entries(fields).find(([path]) => path === name || path.startsWith(`${name}.`))?.[1]
}
