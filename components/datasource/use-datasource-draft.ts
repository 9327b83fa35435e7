import { useState } from "react"
import type { DatasourceKindView, DatasourceView } from "#lib/datasource/schema.ts"
import { useDatasources, useSaveDatasource } from "./use-datasources.ts"

export interface DatasourceDraft {
  name: string
  isDefault: boolean
  settings: Record<string, unknown>
}

/** What is typed over what is saved; `generation` changes when a save made it old. The first datasource is named and made the default. */
export function useDatasourceDraft(kind: DatasourceKindView, source: DatasourceView | undefined, onSaved: (saved: DatasourceView) => void) {
  const others = useDatasources()
  const [typed, setTyped] = useState<Partial<DatasourceDraft>>({})
  const [generation, setGeneration] = useState(0)
  const save = useSaveDatasource(source?.id)
  const isFirst = !source && others.data?.length === 0
  const start = source ?? { name: isFirst ? kind.label : "", isDefault: isFirst, settings: {} }
  const draft: DatasourceDraft = { name: start.name, isDefault: start.isDefault, settings: start.settings ?? {}, ...typed }
  const onSuccess = (saved: DatasourceView) => {
    setTyped({})
    setGeneration(generation + 1)
    onSaved(saved)
  }
  return {
    draft,
    generation,
    save,
    changed: Object.keys(typed).length > 0,
    change: (part: Partial<DatasourceDraft>) => setTyped({ ...typed, ...part }),
    submit: () => save.mutate({ kind: kind.name, ...draft }, { onSuccess }),
  }
}
