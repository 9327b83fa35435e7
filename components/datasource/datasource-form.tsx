"use client"

import { Button, Switch, TextInput } from "@mantine/core"
import { useTranslations } from "next-intl"
import type { FormEvent, ReactNode } from "react"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { errorsBelow } from "#components/ui/schema-form/fields.ts"
import { SchemaForm } from "#components/ui/schema-form/schema-form.tsx"
import type { DatasourceKindView, DatasourceView } from "#lib/datasource/schema.ts"
import { ApiError } from "#lib/http/api.ts"
import { ConnectionTest } from "./connection-test.tsx"
import classes from "./datasource.module.css"
import { useDatasourceDraft } from "./use-datasource-draft.ts"
import { useTestDatasource } from "./use-datasources.ts"

/** Name, settings as the kind's schema has them, a test before saving. Nothing typed is lost when saving fails. */
export function DatasourceForm({
  kind,
  source,
  onSaved,
  extra,
}: {
  kind: DatasourceKindView
  source?: DatasourceView
  onSaved: (source: DatasourceView) => void
  /** Beside the buttons. */
  extra?: ReactNode
}) {
  const t = useTranslations("datasource")
  const { draft, generation, save, changed, change, submit } = useDatasourceDraft(kind, source, onSaved)
  const test = useTestDatasource()
  const fields = { ...fieldsOf(test.error), ...fieldsOf(save.error) }
  const example = `urlExample.${kind.name}`
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }
  return (
    <form onSubmit={onSubmit} className={classes.form}>
      <TextInput
        label={t("name")}
        description={t("nameHint")}
        required
        maxLength={100}
        value={draft.name}
        error={fields.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <SchemaForm
        key={generation}
        schema={kind.settings}
        namespace="datasource"
        examples={{ url: t.has(example) ? t(example) : undefined }}
        value={draft.settings}
        errors={errorsBelow(fields, "settings")}
        onChange={(settings) => change({ settings })}
      />
      <Switch label={t("isDefault")} checked={draft.isDefault} onChange={(event) => change({ isDefault: event.currentTarget.checked })} />
      {save.isError && <ErrorNotice error={save.error} />}
      <ConnectionTest test={test} />
      <div className={classes.foot}>
        <Button type="submit" loading={save.isPending} disabled={source !== undefined && !changed}>
          {t(source ? "save" : "create")}
        </Button>
        <Button
          variant="default"
          loading={test.isPending}
          onClick={() => test.mutate({ id: source?.id, kind: kind.name, settings: draft.settings })}
        >
          {t("test")}
        </Button>
        <div className={classes.grow} />
        {extra}
      </div>
    </form>
  )
}

function fieldsOf(error: unknown): Record<string, string> {
  return error instanceof ApiError ? error.fields : {}
}
