import dynamic from "next/dynamic"
import { EditorSkeleton } from "../../editor-skeleton.tsx"
import type { QueryEditorKind } from "../../editor-kind.ts"

export const loki: QueryEditorKind = {
  name: "loki",
  Editor: dynamic(() => import("./query-editor.tsx").then((module) => module.LokiQueryEditor), { ssr: false, loading: EditorSkeleton }),
}
