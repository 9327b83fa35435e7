import dynamic from "next/dynamic"
import { EditorSkeleton } from "../../editor-skeleton.tsx"
import type { QueryEditorKind } from "../../editor-kind.ts"

export const prometheus: QueryEditorKind = {
  name: "prometheus",
  Editor: dynamic(() => import("./query-editor.tsx").then((module) => module.PrometheusQueryEditor), {
    ssr: false,
    loading: EditorSkeleton,
  }),
}
