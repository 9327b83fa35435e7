"use client"

import { Button, Group, Modal, Select, Switch, TextInput } from "@mantine/core"
import { useTranslations } from "next-intl"
import { type FormEvent, useState } from "react"
import { ConfirmButton } from "#components/ui/confirm-button.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { SchemaForm } from "#components/ui/schema-form/schema-form.tsx"
import type { ContactPoint, ContactPointInput, ContactPointKindDescription } from "#lib/contact-point/schema.ts"
import { ApiError } from "#lib/http/api.ts"
import { languages } from "#lib/language/language.ts"
import classes from "./contact-point.module.css"
import { settingsErrors } from "./settings-errors.ts"
import { useContactPointKinds, useDeleteContactPoint, useSaveContactPoint } from "./use-contact-points.ts"

type Draft = Omit<ContactPointInput, "id">

/** Makes or changes a contact point; the settings' form comes from the kind's schema. Nothing typed is lost when saving fails. */
export function ContactPointDialog({ point, onClose }: { point: ContactPoint | undefined; onClose: () => void }) {
  const t = useTranslations("contactPoint")
  const [draft, setDraft] = useState<Draft>(() => draftOf(point))
  const kinds = useContactPointKinds()
  const save = useSaveContactPoint(point?.id)
  const fields = save.error instanceof ApiError ? save.error.fields : {}
  const kind = kinds.data?.find((one) => one.name === (draft.kind || kinds.data[0]?.name))
  const set = (patch: Partial<Draft>) => setDraft({ ...draft, ...patch })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ ...draft, kind: kind?.name ?? draft.kind }, { onSuccess: onClose })
  }
  return (
    <Modal opened onClose={onClose} title={point ? t("editTitle", { name: point.name }) : t("add")} size="lg" closeOnClickOutside={false}>
      <form onSubmit={submit} className={classes.form}>
        <TextInput
          label={t("name")}
          description={t("nameHint")}
          required
          value={draft.name}
          error={fields.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          data-autofocus
        />
        {!point && (
          <KindField kinds={kinds.data ?? []} kind={kind} error={fields.kind} onChange={(name) => set({ kind: name, settings: {} })} />
        )}
        {kinds.isError && <ErrorNotice error={kinds.error} onRetry={() => void kinds.refetch()} compact />}
        {kind && (
          <SchemaForm
            schema={kind.settings as Parameters<typeof SchemaForm>[0]["schema"]}
            value={draft.settings}
            onChange={(settings) => set({ settings })}
            errors={settingsErrors(fields)}
            namespace="contactPoint"
          />
        )}
        <MessageSettings draft={draft} fields={fields} onChange={set} />
        {save.isError && <ErrorNotice error={save.error} />}
        <Group justify="space-between">
          {point ? <DeletePoint point={point} onDeleted={onClose} /> : <span />}
          <Group gap="sm">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t("save")}
            </Button>
          </Group>
        </Group>
      </form>
    </Modal>
  )
}

function KindField({
  kinds,
  kind,
  error,
  onChange,
}: {
  kinds: ContactPointKindDescription[]
  kind: ContactPointKindDescription | undefined
  error?: string
  onChange: (name: string) => void
}) {
  const t = useTranslations("contactPoint")
  return (
    <Select
      label={t("kind")}
      description={kind && t.has(`kinds.${kind.name}`) ? t(`kinds.${kind.name}`) : undefined}
      data={kinds.map((one) => ({ value: one.name, label: t.has(`labels.${one.name}`) ? t(`labels.${one.name}`) : one.label }))}
      value={kind?.name ?? null}
      error={error}
      allowDeselect={false}
      onChange={(value) => onChange(value ?? "")}
    />
  )
}

function draftOf(point: ContactPoint | undefined): Draft {
  if (!point) {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    const language = navigator.language.startsWith("ko") ? "ko" : "en"
    return { name: "", kind: "", settings: {}, language, timezone: timeZone, sendResolved: true }
  }
  const { name, kind, settings, language, timezone, sendResolved } = point
  return { name, kind, settings, language, timezone, sendResolved }
}

function MessageSettings({
  draft,
  fields,
  onChange,
}: {
  draft: Draft
  fields: Record<string, string>
  onChange: (patch: Partial<Draft>) => void
}) {
  const t = useTranslations("contactPoint")
  return (
    <>
      <Group grow align="flex-start">
        <Select
          label={t("language")}
          data={languages.map((value) => ({ value, label: t(`language_${value}`) }))}
          value={draft.language}
          error={fields.language}
          allowDeselect={false}
          onChange={(value) => onChange({ language: languages.find((one) => one === value) ?? "en" })}
        />
        <Select
          label={t("timezone")}
          searchable
          data={zones(draft.timezone)}
          limit={200}
          value={draft.timezone}
          error={fields.timezone}
          allowDeselect={false}
          onChange={(value) => onChange({ timezone: value ?? "UTC" })}
        />
      </Group>
      <Switch
        label={t("sendResolved")}
        description={t("sendResolvedHint")}
        checked={draft.sendResolved}
        onChange={(event) => onChange({ sendResolved: event.currentTarget.checked })}
      />
    </>
  )
}

function zones(chosen: string): string[] {
  return [...new Set([chosen, "UTC", ...Intl.supportedValuesOf("timeZone")])].filter(Boolean)
}

function DeletePoint({ point, onDeleted }: { point: ContactPoint; onDeleted: () => void }) {
  const t = useTranslations("contactPoint")
  const remove = useDeleteContactPoint()
  return (
    <div>
      <ConfirmButton
        question={t("deleteQuestion", { name: point.name })}
        confirm={t("delete")}
        onConfirm={() => remove.mutateAsync(point.id).then(onDeleted, () => {})}
      >
        {t("delete")}
      </ConfirmButton>
      {remove.isError && <ErrorNotice error={remove.error} compact />}
    </div>
  )
}
