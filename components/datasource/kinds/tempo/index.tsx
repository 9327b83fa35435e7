import dynamic from "next/dynamic"
import { EditorSkeleton } from "../../editor-skeleton.tsx"
import type { QueryEditorKind } from "../../editor-kind.ts"

export const tempo: QueryEditorKind = {
  name: "tempo",
  Editor: dynamic(() => import("./query-editor.tsx").then((module) => module.TempoQueryEditor), { ssr: false, loading: EditorSkeleton }),
}
