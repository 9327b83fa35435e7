"use client"

import { useRouter } from "next/navigation"
import { useMemo } from "react"
import type { PanelActions } from "#components/panel/kind.ts"
import { useCan } from "#components/shell/viewer-context.tsx"
import { type Value, valuesOf } from "./choice.ts"
import type { ViewedPanel } from "./use-dashboard.ts"

/** What the views of a dashboard's panels may do; the same object for a panel as long as nothing changes. */
export function usePanelActions(
  selectRange: (fromMs: number, toMs: number) => void,
  values: Record<string, Value>,
): (panel: ViewedPanel) => PanelActions {
  const router = useRouter()
  const canOpen = useCan("panel:query")
  return useMemo(() => {
    const openTrace = (panel: ViewedPanel) => (canOpen ? openerOf(datasourceOf(panel, values), (path) => router.push(path)) : undefined)
    return onceEach((panel: ViewedPanel) => ({ selectRange, openTrace: openTrace(panel) }))
  }, [selectRange, values, router, canOpen])
}

/** The same answer for the same panel, so that it is not drawn again for nothing. */
function onceEach<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new WeakMap<Key, Made>()
  return (key) => {
    const answer = made.get(key) ?? make(key)
    made.set(key, answer)
    return answer
  }
}

function openerOf(datasourceId: string | undefined, go: (path: string) => void): PanelActions["openTrace"] {
  if (!datasourceId) return undefined
  return (traceId, spanId) =>
    go(`/traces/${encodeURIComponent(datasourceId)}/${encodeURIComponent(traceId)}${spanId ? `?span=${encodeURIComponent(spanId)}` : ""}`)
}

/** The datasource that the panel reads, a variable filled in; undefined when it is the default one. */
export function datasourceOf(panel: ViewedPanel, values: Record<string, Value>): string | undefined {
  const named = panel.datasourceId ?? undefined
  const variable = /^\$\{?(\w+)\}?$/.exec(named ?? "")?.[1]
  return variable ? valuesOf(values[variable])[0] : named
}
