"use client"

import { LanguageType, newCompleteStrategy, promQLLanguage } from "@prometheus-io/codemirror-promql"
import { useTranslations } from "next-intl"
import { useMemo } from "react"
import { builtInCompletion } from "../../built-in-completion.ts"
import { CodeField } from "../../code-field.tsx"
import type { QueryEditorProps } from "../../editor-kind.ts"
import classes from "../../query-editor.module.css"
import { queryOf, textOf } from "../../query-fields.ts"
import { ChoiceOption, QueryOptions, SwitchOption, TextOption } from "../../query-options.tsx"

import { type Complete, useCompletion } from "../../use-completion.ts"
import { completionClient } from "./client.ts"
import { promqlLint } from "./lint.ts"

/** PromQL with the checks and the completion of Prometheus' own editor. */
export function PrometheusQueryEditor({ datasourceId, value, onChange, onRun, range }: QueryEditorProps) {
  const t = useTranslations("datasource")
  const complete = useCompletion(datasourceId, range)
  const language = useMemo(() => promql(complete), [complete])
  const { mode, legend, minStep, format, exemplars } = value
  const query = { expr: textOf(value.expr), mode, legend, minStep, format, exemplars }
  const set = (change: Partial<typeof query>) => onChange(queryOf({ ...query, ...change }))
  const modes = [
    { value: "range", label: t("modeRange") },
    { value: "instant", label: t("modeInstant") },
  ]
  const formats = [
    { value: "series", label: t("formatSeries") },
    { value: "table", label: t("formatTable") },
    { value: "heatmap", label: t("formatHeatmap") },
  ]
  return (
    <div className={classes.editor}>
      <CodeField
        label={t("query")}
        placeholder={t("placeholder.promql")}
        language={language}
        value={query.expr}
        onChange={(expr) => set({ expr })}
        onRun={onRun}
      />
      <QueryOptions>
        <TextOption
          label={t("legend")}
          hint={t("legendHint")}
          placeholder={t("placeholder.legend")}
          size="wide"
          value={legend}
          onChange={(legend) => set({ legend })}
        />
        <ChoiceOption label={t("mode")} choices={modes} value={mode} onChange={(mode) => set({ mode })} />
        <TextOption label={t("minStep")} placeholder={t("auto")} value={minStep} onChange={(minStep) => set({ minStep })} />
        <ChoiceOption label={t("format")} choices={formats} value={format} onChange={(format) => set({ format })} />
        <SwitchOption label={t("exemplars")} value={exemplars} onChange={(exemplars) => set({ exemplars })} />
      </QueryOptions>
    </div>
  )
}

function promql(complete: Complete) {
  const language = promQLLanguage(LanguageType.PromQL)
  const strategy = newCompleteStrategy({ remote: completionClient(complete) })
  return [
    language,
    language.data.of({ autocomplete: strategy.promQL.bind(strategy) }),
    language.data.of({ autocomplete: builtInCompletion }),
    promqlLint(),
  ]
}
