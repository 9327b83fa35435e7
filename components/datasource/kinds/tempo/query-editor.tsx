"use client"

import { SegmentedControl, TextInput } from "@mantine/core"
import { useTranslations } from "next-intl"
import { type ReactNode, useMemo } from "react"
import { CodeField } from "../../code-field.tsx"
import type { QueryEditorProps } from "../../editor-kind.ts"
import classes from "../../query-editor.module.css"
import { queryOf, textOf } from "../../query-fields.ts"
import { NumberOption, QueryOptions, TextOption } from "../../query-options.tsx"
import { useCompletion } from "../../use-completion.ts"
import { traceql } from "./language.ts"

const MOST_TRACES = 1000
const MOST_SPANS = 100

/** A search in TraceQL, or one trace by its id. */
export function TempoQueryEditor(props: QueryEditorProps) {
  const { value, onChange } = props
  const t = useTranslations("datasource")
  const ways = [
    { value: "search", label: t("byTraceql") },
    { value: "id", label: t("byTraceId") },
  ]
  const byId = typeof value.traceId === "string"
  const way = (
    <SegmentedControl
      aria-label={t("searchBy")}
      data={ways}
      value={byId ? "id" : "search"}
      onChange={(by) => onChange(by === "id" ? { traceId: "" } : { traceql: "" })}
    />
  )
  return <div className={classes.editor}>{byId ? <ById {...props} way={way} /> : <Search {...props} way={way} />}</div>
}

function ById({ value, onChange, onRun, way }: QueryEditorProps & { way: ReactNode }) {
  const t = useTranslations("datasource")
  return (
    <>
      <TextInput
        aria-label={t("byTraceId")}
        placeholder={t("placeholder.traceId")}
        value={textOf(value.traceId)}
        spellCheck={false}
        classNames={{ input: classes.traceId }}
        onChange={(event) => onChange({ traceId: event.currentTarget.value.trim() })}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return
          event.preventDefault()
          onRun?.()
        }}
      />
      <QueryOptions>{way}</QueryOptions>
    </>
  )
}

function Search({ datasourceId, value, onChange, onRun, range, way }: QueryEditorProps & { way: ReactNode }) {
  const t = useTranslations("datasource")
  const complete = useCompletion(datasourceId, range)
  const language = useMemo(() => traceql(complete), [complete])
  const { limit, spansPerSpanSet, legend } = value
  const query = { traceql: textOf(value.traceql), limit, spansPerSpanSet, legend }
  const set = (change: Partial<typeof query>) => onChange(queryOf({ ...query, ...change }))
  return (
    <>
      <CodeField
        label={t("query")}
        placeholder={t("placeholder.traceql")}
        language={language}
        value={query.traceql}
        onChange={(traceql) => set({ traceql })}
        onRun={onRun}
      />
      <QueryOptions>
        {way}
        <NumberOption label={t("limit")} placeholder={t("auto")} max={MOST_TRACES} value={limit} onChange={(limit) => set({ limit })} />
        <NumberOption
          label={t("spansPerSpanSet")}
          placeholder={t("auto")}
          max={MOST_SPANS}
          value={spansPerSpanSet}
          onChange={(spansPerSpanSet) => set({ spansPerSpanSet })}
        />
        <TextOption
          label={t("legend")}
          hint={t("legendHint")}
          placeholder={t("placeholder.legend")}
          size="wide"
          value={legend}
          onChange={(legend) => set({ legend })}
        />
      </QueryOptions>
    </>
  )
}
