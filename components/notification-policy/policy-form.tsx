"use client"

import { Button, Group, Select, TagsInput, TextInput } from "@mantine/core"
import { useTranslations } from "next-intl"
import { type FormEvent, useState } from "react"
import { useCan } from "#components/shell/viewer-context.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { notify } from "#components/ui/notify.ts"
import type { ContactPoint } from "#lib/contact-point/schema.ts"
import { ApiError } from "#lib/http/api.ts"
import type { NotificationPolicy } from "#lib/notification/schema.ts"
import classes from "./notification-policy.module.css"
import { useSavePolicy } from "./use-policy.ts"

const waits = ["groupWait", "groupInterval", "resolveWait", "repeatInterval"] as const
const fresh = { groupWait: "30s", groupInterval: "5m", resolveWait: "0s", repeatInterval: "4h" }

/** The root policy, each wait with what it does. What is typed stays when saving fails. */
export function PolicyForm({ policy, points }: { policy: NotificationPolicy | undefined; points: ContactPoint[] }) {
  const t = useTranslations("notification")
  const may = useCan("notification-policy:write")
  const save = useSavePolicy()
  const [draft, setDraft] = useState(
    () =>
      ({
        contactPointId: policy?.contactPointId ?? "",
        groupBy: policy?.groupBy ?? ["alertname", "service"],
        ...Object.fromEntries(waits.map((wait) => [wait, policy?.[wait] ?? fresh[wait]])),
      }) as { contactPointId: string; groupBy: string[] } & Record<(typeof waits)[number], string>,
  )
  const fields = save.error instanceof ApiError ? save.error.fields : {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(
      { ...draft, routes: policy?.routes ?? [], version: policy?.version },
      { onSuccess: () => void notify({ message: t("saved") }) },
    )
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <fieldset disabled={!may} className={classes.fields}>
        <Select
          label={t("contactPoint")}
          description={t("contactPointHint", { routes: policy?.routes.length ?? 0 })}
          placeholder={t("choose")}
          data={pointChoices(points, draft.contactPointId)}
          value={draft.contactPointId || null}
          error={fields.contactPointId}
          allowDeselect={false}
          searchable
          nothingFoundMessage={t("noPoint")}
          onChange={(value) => setDraft({ ...draft, contactPointId: value ?? "" })}
        />
        <TagsInput
          label={t("groupBy")}
          description={t("groupByHint")}
          data={["alertname", "service", "severity", "namespace", "job", "instance"]}
          value={draft.groupBy}
          error={fields.groupBy}
          onChange={(groupBy) => setDraft({ ...draft, groupBy })}
        />
        <Waits values={draft} fields={fields} onChange={(patch) => setDraft({ ...draft, ...patch })} />
      </fieldset>
      {save.isError && <ErrorNotice error={save.error} />}
      {may && (
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t("save")}
          </Button>
        </Group>
      )}
    </form>
  )
}

type WaitTexts = Record<(typeof waits)[number], string>

function Waits({
  values,
  fields,
  onChange,
}: {
  values: WaitTexts
  fields: Record<string, string>
  onChange: (patch: Partial<WaitTexts>) => void
}) {
  const t = useTranslations("notification")
  return waits.map((wait) => (
    <TextInput
      key={wait}
      label={t(wait)}
      description={t(`${wait}Hint`)}
      value={values[wait]}
      error={fields[wait]}
      className={classes.wait}
      onChange={(event) => onChange({ [wait]: event.currentTarget.value.trim() })}
    />
  ))
}

/** The chosen one stays visible for those who may not read contact points, or when it was deleted. */
function pointChoices(points: ContactPoint[], chosen: string): { value: string; label: string }[] {
  const choices = points.map((point) => ({ value: point.id, label: point.name }))
  return chosen && !points.some((point) => point.id === chosen) ? [...choices, { value: chosen, label: chosen }] : choices
}
