import type { ComponentType } from "react"
import type { Range } from "#lib/time/range.ts"

export interface QueryEditorProps {
  datasourceId: string
  /** The query as the datasource's kind knows it; fields of another kind are dropped at the first change. */
  value: Record<string, unknown>
  onChange: (query: Record<string, unknown>) => void
  /** Mod-Enter and Shift-Enter. */
  onRun?: () => void
  /** Narrows what completion offers. */
  range?: Range
}

/** How the queries of one kind of datasource are typed; the name is that of `lib/datasource/kinds`. */
export interface QueryEditorKind {
  name: string
  /** Loaded when it is first shown. */
  Editor: ComponentType<QueryEditorProps>
}
