"use client"

import { Autocomplete, NumberInput, Select, TextInput } from "@mantine/core"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { slot } from "#components/ui/slot.tsx"
import { operatorWord } from "#components/alert-instance/measured.tsx"
import { DatasourcePicker } from "#components/datasource/datasource-picker.tsx"
import { QueryEditor } from "#components/datasource/query-editor.tsx"
import { operators, reducers } from "#lib/alert-rule/schema.ts"
import type { FormPart } from "./rule-form.tsx"
import { RunbookField } from "./runbook-field.tsx"
import classes from "./rule-form.module.css"
import { Recipient } from "./recipient.tsx"

const severities = ["critical", "warning", "info"]
const inside = "inside"

/** When … is above … for … tell … as … with runbook …: the words around the fields follow the language. */
export function Sentence(part: FormPart) {
  const { draft, fields, onChange } = part
  const t = useTranslations("alertRule")
  return (
    <div className={classes.sentence}>
      <div className={classes.line}>
        {t.rich("sayWhen", {
          source: slot(
            <span className={classes.source}>
              <DatasourcePicker
                value={draft.datasourceId || null}
                onChange={(datasourceId) => onChange({ datasourceId: datasourceId ?? "" })}
              />
            </span>,
          ),
          words,
        })}
        {fields.datasourceId && <p className={classes.fieldError}>{fields.datasourceId}</p>}
      </div>
      <div className={classes.query}>
        {draft.datasourceId ? (
          <QueryEditor
            datasourceId={draft.datasourceId}
            value={draft.query}
            onChange={(query) => onChange({ query: { ...query, expr: typeof query.expr === "string" ? query.expr : "" } })}
          />
        ) : (
          <p className={classes.dim}>{t("chooseSource")}</p>
        )}
        {(fields["query.expr"] ?? fields.query) && <p className={classes.fieldError}>{fields["query.expr"] ?? fields.query}</p>}
      </div>
      <ConditionLine {...part} />
      <TimingLine {...part} />
      <TellLine {...part} />
      <div className={classes.line}>
        {t.rich("sayRunbook", {
          runbook: slot(<RunbookField {...part} />),
          words,
        })}
      </div>
    </div>
  )
}

function ConditionLine({ draft, fields, onChange }: FormPart) {
  const t = useTranslations("alertRule")
  const chooseOp = (value: string | null) => {
    const op = operators.find((one) => one === value)
    onChange(op ? { compares: "condition", op } : { compares: "inside" })
  }
  const op = (
    <Select
      className={classes.op}
      aria-label={t("comparison")}
      data={[...operators.map((value) => ({ value, label: t(`is_${operatorWord[value]}`) })), { value: inside, label: t("is_inside") }]}
      value={draft.compares === "inside" ? inside : draft.op}
      allowDeselect={false}
      comboboxProps={{ width: "max-content", position: "bottom-start" }}
      onChange={chooseOp}
    />
  )
  if (draft.compares === "inside") return <div className={classes.line}>{t.rich("sayInside", { op: slot(op), words })}</div>
  return (
    <div className={classes.line}>
      {t.rich("sayCondition", {
        reducer: slot(
          <Select
            className={classes.reducer}
            aria-label={t("reducer")}
            data={reducers.map((value) => ({ value, label: t(`reducer_${value}`) }))}
            value={draft.reducer}
            allowDeselect={false}
            onChange={(value) => onChange({ reducer: reducers.find((one) => one === value) ?? "last" })}
          />,
        ),
        op: slot(op),
        threshold: slot(
          <NumberInput
            className={classes.threshold}
            aria-label={t("threshold")}
            placeholder={t("threshold")}
            value={draft.threshold}
            error={fields["condition.threshold"]}
            hideControls
            onChange={(threshold) => onChange({ threshold })}
          />,
        ),
        unit: slot(
          <Autocomplete
            className={classes.unit}
            aria-label={t("unit")}
            placeholder={t("unit")}
            data={units}
            value={draft.unit}
            error={fields.unit}
            onChange={(unit) => onChange({ unit })}
          />,
        ),
        words,
      })}
    </div>
  )
}

const units = ["percent", "percentunit", "s", "ms", "bytes", "Bps", "reqps", "ops", "short"]

function words(chunks: ReactNode) {
  return <span className={classes.words}>{chunks}</span>
}

function TimingLine({ draft, fields, onChange }: FormPart) {
  const t = useTranslations("alertRule")
  const duration = (name: "for" | "evaluateEvery", choices: string[]) => (
    <Autocomplete
      className={classes.duration}
      aria-label={t(name)}
      data={choices}
      value={draft[name]}
      error={fields[name]}
      filter={({ options }) => options}
      onChange={(value) => onChange({ [name]: value.trim() })}
    />
  )
  return (
    <div className={classes.line}>
      {t.rich("sayTiming", {
        for: slot(duration("for", ["0s", "1m", "2m", "5m", "10m", "15m"])),
        every: slot(duration("evaluateEvery", ["10s", "15s", "30s", "1m", "5m"])),
        words,
      })}
    </div>
  )
}

function TellLine(part: FormPart) {
  const { draft, fields, onChange } = part
  const t = useTranslations("alertRule")
  return (
    <div className={classes.line}>
      {t.rich("sayTell", {
        who: slot(<Recipient draft={draft} />),
        severity: slot(
          <Autocomplete
            className={classes.severity}
            aria-label={t("severity")}
            placeholder={t("severity")}
            data={severities}
            filter={({ options }) => options}
            value={draft.severity}
            error={fields["labels.severity"]}
            onChange={(severity) => onChange({ severity })}
          />,
        ),
        service: slot(
          <TextInput
            className={classes.service}
            aria-label={t("service")}
            placeholder={t("servicePlaceholder")}
            value={draft.service}
            error={fields["labels.service"]}
            onChange={(event) => onChange({ service: event.currentTarget.value })}
          />,
        ),
        words,
      })}
    </div>
  )
}
