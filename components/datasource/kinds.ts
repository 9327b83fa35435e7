import type { QueryEditorKind } from "./editor-kind.ts"
import { loki } from "./kinds/loki/index.tsx"
import { prometheus } from "./kinds/prometheus/index.tsx"
import { tempo } from "./kinds/tempo/index.tsx"

/** Kinds of datasources with an editor of their own; the queries of others are typed into a form made from their schema. */
export const queryEditorKinds: readonly QueryEditorKind[] = [prometheus, loki, tempo]
