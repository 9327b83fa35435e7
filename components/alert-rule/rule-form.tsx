"use client"

import { Button, TextInput } from "@mantine/core"
import { useHotkeys } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { type FormEvent, type ReactNode, useState } from "react"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { useLeaveGuard } from "#components/ui/leave-guard.ts"
import { type Crumb, Page } from "#components/ui/page.tsx"
import type { AlertRule } from "#lib/alert-rule/schema.ts"
import { ApiError } from "#lib/http/api.ts"
import { type RuleDraft } from "./draft.ts"
import { problemsOf } from "./problems.ts"
import { MoreOptions } from "./more-options.tsx"
import { RulePreview } from "./rule-preview.tsx"
import { Sentence } from "./sentence.tsx"
import classes from "./rule-form.module.css"
import { useSaveRule } from "./use-save-rule.ts"

/** What a part of the form needs: the draft, how to change it, and what the server said about its fields. */
export interface FormPart {
  draft: RuleDraft
  fields: Record<string, string>
  onChange: (patch: Partial<RuleDraft>) => void
}

/** A rule as one sentence, with what it would have done below. What is typed stays until it is saved. */
export function RuleForm({ rule, start, breadcrumb }: { rule?: AlertRule; start: RuleDraft; breadcrumb: Crumb[] }) {
  const t = useTranslations("alertRule")
  const router = useRouter()
  const client = useQueryClient()
  const [first] = useState(start)
  const [draft, setDraft] = useState(first)
  const save = useSaveRule(rule)
  const [tried, setTried] = useState(false)
  const problems = tried ? problemsOf(draft) : {}
  const fields = {
    ...(save.error instanceof ApiError ? save.error.fields : {}),
    ...Object.fromEntries(Object.entries(problems).map(([path, problem]) => [path, t(`problem_${problem}`)])),
  }
  const onChange = (patch: Partial<RuleDraft>) => setDraft((now) => ({ ...now, ...patch }))
  const submit = () => {
    setTried(true)
    if (save.isPending || Object.keys(problemsOf(draft)).length > 0) return
    save.mutate(draft, {
      onSuccess: async (saved) => {
        await client.invalidateQueries({ queryKey: ["alert-rules"] })
        router.push(`/alerts/rules/${encodeURIComponent(saved.id)}`)
      },
    })
  }
  useLeaveGuard(draft !== first && !save.isPending && !save.isSuccess, t("unsaved"))
  useHotkeys([["mod+S", submit]], [], true)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }
  const part: FormPart = { draft, fields, onChange }
  return (
    <form onSubmit={onSubmit} noValidate>
      <Page breadcrumb={breadcrumb} actions={<SaveBar unsaved={draft !== first} busy={save.isPending} onCancel={() => router.back()} />}>
        <div className={classes.form}>
          {Object.keys(problems).length > 0 && (
            <p className={classes.problems} role="alert">
              {t("problems")}
            </p>
          )}
          {save.isError && <SaveError error={save.error} onReload={() => location.reload()} />}
          <TextInput
            className={classes.name}
            aria-label={t("name")}
            placeholder={t("namePlaceholder")}
            size="md"
            value={draft.name}
            error={fields.name}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
            data-autofocus
          />
          <Sentence {...part} />
          <RulePreview draft={draft} />
          <MoreOptions {...part} />
        </div>
      </Page>
    </form>
  )
}

function SaveBar({ unsaved, busy, onCancel }: { unsaved: boolean; busy: boolean; onCancel: () => void }): ReactNode {
  const t = useTranslations("alertRule")
  return (
    <>
      {unsaved && <span className={classes.unsaved}>{t("notSaved")}</span>}
      <Button variant="default" onClick={onCancel}>
        {t("cancel")}
      </Button>
      <Button type="submit" loading={busy}>
        {t("save")}
      </Button>
    </>
  )
}

/** Somebody else saved meanwhile: reloading shows theirs, and says that what is typed here goes. */
function SaveError({ error, onReload }: { error: Error; onReload: () => void }) {
  const t = useTranslations("alertRule")
  const stale = error instanceof ApiError && error.status === 409
  return (
    <div className={classes.error}>
      <ErrorNotice error={error} />
      {stale && (
        <Button size="compact-xs" variant="default" onClick={onReload}>
          {t("reload")}
        </Button>
      )}
    </div>
  )
}
