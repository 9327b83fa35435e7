"use client"

import { useTranslations } from "next-intl"
import { useMemo } from "react"
import { CodeField } from "../../code-field.tsx"
import type { QueryEditorProps } from "../../editor-kind.ts"
import classes from "../../query-editor.module.css"
import { queryOf, textOf } from "../../query-fields.ts"
import { ChoiceOption, NumberOption, QueryOptions, TextOption } from "../../query-options.tsx"
import { useCompletion } from "../../use-completion.ts"
import { logql } from "./language.ts"

const MOST_LINES = 5000

/** LogQL: lines, or metrics counted from them. */
export function LokiQueryEditor({ datasourceId, value, onChange, onRun, range }: QueryEditorProps) {
  const t = useTranslations("datasource")
  const complete = useCompletion(datasourceId, range)
  const language = useMemo(() => logql(complete), [complete])
  const { mode, legend, limit, direction } = value
  const query = { expr: textOf(value.expr), mode, legend, limit, direction }
  const set = (change: Partial<typeof query>) => onChange(queryOf({ ...query, ...change }))
  const modes = [
    { value: "range", label: t("modeRange") },
    { value: "instant", label: t("modeInstant") },
  ]
  const directions = [
    { value: "backward", label: t("directionBackward") },
    { value: "forward", label: t("directionForward") },
  ]
  return (
    <div className={classes.editor}>
      <CodeField
        label={t("query")}
        placeholder={t("placeholder.logql")}
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
        <NumberOption label={t("lineLimit")} placeholder="1000" max={MOST_LINES} value={limit} onChange={(limit) => set({ limit })} />
        <ChoiceOption label={t("direction")} choices={directions} value={direction} onChange={(direction) => set({ direction })} />
      </QueryOptions>
    </div>
  )
}
