"use client"

import { useTranslations } from "next-intl"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { SchemaForm } from "#components/ui/schema-form/schema-form.tsx"
import type { QueryEditorProps } from "./editor-kind.ts"
import { EditorSkeleton } from "./editor-skeleton.tsx"
import { queryEditorKinds } from "./kinds.ts"
import classes from "./query-editor.module.css"
import { useDatasourceKinds, useDatasources } from "./use-datasources.ts"

const MOST_LINES = 10

/**
 * Types a query in the language of its datasource's kind, with completion from the source itself. Mod-Enter and Shift-Enter run it.
 * Loaded apart from the page; its place is kept meanwhile.
 */
export function QueryEditor(props: QueryEditorProps) {
  const lines = Math.max(1, ...Object.values(props.value).map((part) => (typeof part === "string" ? part.split("\n").length : 1)))
  return (
    <div className={classes.frame} style={{ "--lines": Math.min(lines, MOST_LINES) } as React.CSSProperties}>
      <KindEditor {...props} />
    </div>
  )
}

function KindEditor(props: QueryEditorProps) {
  const t = useTranslations("datasource")
  const found = useDatasources()
  if (found.isError) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} compact />
  if (!found.data) return <EditorSkeleton />
  // A variable ("$datasource") is another source on every dashboard: what the default one speaks is the best guess.
  const isVariable = /^(\$|\[\[)/.test(props.datasourceId)
  const source =
    found.data.find((one) => (isVariable ? one.isDefault : one.id === props.datasourceId)) ?? (isVariable ? found.data[0] : undefined)
  if (!source) return <p className={classes.unknown}>{t("queryKindUnknown")}</p>
  const Editor = queryEditorKinds.find((kind) => kind.name === source.kind)?.Editor
  // Another kind is another editor; another source of the same kind keeps the text, the cursor and the undo.
  return Editor ? <Editor {...props} datasourceId={source.id} /> : <SchemaEditor {...props} kind={source.kind} />
}

function SchemaEditor({ kind: name, value, onChange }: QueryEditorProps & { kind: string }) {
  const kinds = useDatasourceKinds()
  const kind = kinds.data?.find((one) => one.name === name)
  if (kinds.isError) return <ErrorNotice error={kinds.error} onRetry={() => void kinds.refetch()} compact />
  if (!kind) return <EditorSkeleton />
  return <SchemaForm schema={kind.query} value={value} errors={{}} onChange={onChange} />
}
