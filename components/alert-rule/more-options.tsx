"use client"

import { Group, NumberInput, Select, Switch, Textarea, TextInput, UnstyledButton } from "@mantine/core"
import { IconChevronRight } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { DashboardField } from "./dashboard-field.tsx"
import { PairsEditor } from "./pairs-editor.tsx"
import type { FormPart } from "./rule-form.tsx"
import classes from "./rule-form.module.css"

const hidden = [
  "group",
  "keepFiringFor",
  "noData",
  "noDataFor",
  "onError",
  "errorFor",
  "missingEvaluationsToResolve",
  "annotations",
  "labels",
  "dashboardId",
]

/** What most rules never need, behind one line; it opens by itself when something in it is refused. */
export function MoreOptions(part: FormPart) {
  const t = useTranslations("alertRule")
  const [open, setOpen] = useState(false)
  const refused = Object.keys(part.fields).some((path) => hidden.some((name) => path === name || path.startsWith(`${name}.`)))
  const shown = open || refused
  return (
    <section className={classes.more}>
      <UnstyledButton className={classes.moreToggle} aria-expanded={shown} onClick={() => setOpen(!shown)}>
        <IconChevronRight size={16} stroke={1.5} data-open={shown || undefined} className={classes.chevron} aria-hidden />
        {t("more_options")} <span className={classes.dim}>{t("more_optionsHint")}</span>
      </UnstyledButton>
      {shown && (
        <div className={classes.stack}>
          <Words {...part} />
          <Unseen {...part} />
          <Placement {...part} />
        </div>
      )}
    </section>
  )
}

function Words({ draft, fields, onChange }: FormPart) {
  const t = useTranslations("alertRule")
  return (
    <>
      <TextInput
        label={t("summary")}
        description={t("templateHint", {
          labels: "{{ $labels.instance }}",
          value: "{{ $value }}",
          humanize: "{{ $value | humanizePercentage }}",
        })}
        value={draft.summary}
        error={fields["annotations.summary"]}
        onChange={(event) => onChange({ summary: event.currentTarget.value })}
      />
      <Textarea
        label={t("descriptionText")}
        autosize
        minRows={2}
        maxRows={10}
        value={draft.description}
        error={fields["annotations.description"]}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <Group grow align="flex-start" preventGrowOverflow={false} className={classes.pairsRow}>
        <PairsEditor
          label={t("labels")}
          hint={t("labelsHint")}
          pairs={draft.labels}
          fields={fields}
          path="labels"
          onChange={(labels) => onChange({ labels })}
        />
        <PairsEditor
          label={t("annotations")}
          hint={t("annotationsHint")}
          pairs={draft.annotations}
          fields={fields}
          path="annotations"
          onChange={(annotations) => onChange({ annotations })}
        />
      </Group>
    </>
  )
}

/** What happens when the rule sees nothing, or less than before. */
function Unseen({ draft, fields, onChange }: FormPart) {
  const t = useTranslations("alertRule")
  const duration = (name: "keepFiringFor" | "noDataFor" | "errorFor") => (
    <TextInput
      label={t(name)}
      description={t(`${name}Hint`)}
      value={draft[name]}
      error={fields[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value.trim() })}
    />
  )
  return (
    <div className={classes.grid}>
      <Select
        label={t("noData")}
        data={(["keep", "ok", "alert"] as const).map((value) => ({ value, label: t(`noData_${value}`) }))}
        value={draft.noData}
        error={fields.noData}
        allowDeselect={false}
        onChange={(value) => onChange({ noData: value === "ok" || value === "alert" ? value : "keep" })}
      />
      {draft.noData === "alert" && duration("noDataFor")}
      <Select
        label={t("onError")}
        data={(["keep", "alert"] as const).map((value) => ({ value, label: t(`onError_${value}`) }))}
        value={draft.onError}
        error={fields.onError}
        allowDeselect={false}
        onChange={(value) => onChange({ onError: value === "alert" ? value : "keep" })}
      />
      {draft.onError === "alert" && duration("errorFor")}
      <NumberInput
        label={t("missing")}
        description={t("missingHint")}
        min={1}
        max={100}
        value={draft.missingEvaluationsToResolve}
        error={fields.missingEvaluationsToResolve}
        onChange={(missingEvaluationsToResolve) => onChange({ missingEvaluationsToResolve })}
      />
      {duration("keepFiringFor")}
    </div>
  )
}

function Placement({ draft, fields, onChange }: FormPart) {
  const t = useTranslations("alertRule")
  return (
    <div className={classes.grid}>
      <TextInput
        label={t("group")}
        description={t("groupHint")}
        value={draft.group}
        error={fields.group}
        onChange={(event) => onChange({ group: event.currentTarget.value })}
      />
      <DashboardField draft={draft} fields={fields} onChange={onChange} />
      <Switch label={t("startPaused")} checked={draft.paused} onChange={(event) => onChange({ paused: event.currentTarget.checked })} />
    </div>
  )
}
