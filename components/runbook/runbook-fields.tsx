"use client"

import { TagsInput, Textarea, TextInput } from "@mantine/core"
import { useTranslations } from "next-intl"
import { MatchPreview } from "./match-preview.tsx"
import type { RunbookDraft } from "./runbook-form.tsx"
import classes from "./runbook.module.css"

interface Fields {
  draft: RunbookDraft
  fields: Record<string, string>
  onChange: (patch: Partial<RunbookDraft>) => void
}

export function RunbookFields({ draft, fields, onChange }: Fields) {
  const t = useTranslations("runbook")
  return (
    <>
      <TextInput
        label={t("columnTitle")}
        required
        value={draft.title}
        error={fields.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
        data-autofocus
      />
      <TextInput
        label={t("owner")}
        description={t("ownerHint")}
        value={draft.owner}
        error={fields.owner}
        onChange={(event) => onChange({ owner: event.currentTarget.value })}
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
          onChange={(matchers) => onChange({ matchers })}
        />
        <MatchPreview matchers={draft.matchers} />
      </div>
      <Text draft={draft} fields={fields} onChange={onChange} />
    </>
  )
}

function Text({ draft, fields, onChange }: Fields) {
  const t = useTranslations("runbook")
  return (
    <>
      <TextInput
        label={t("url")}
        description={t("urlHint")}
        type="url"
        placeholder="https://"
        value={draft.url}
        error={fields.url}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
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
        onChange={(event) => onChange({ markdown: event.currentTarget.value })}
      />
    </>
  )
}

/** The message of a field or of one of its entries ("matchers.0"). */
function fieldOf(fields: Record<string, string>, name: string): string | undefined {
  return Object.entries(fields).find(([path]) => path === name || path.startsWith(`${name}.`))?.[1]
}
