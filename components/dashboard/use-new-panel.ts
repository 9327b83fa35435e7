"use client"

import { useQuery } from "@tanstack/react-query"
import { panelKinds } from "#components/panel/kinds.ts"
import { api } from "#lib/http/api.ts"
import type { DashboardDocument, Panel } from "#lib/dashboard/schema.ts"
import { newPanelId } from "./document-of.ts"
import { freePlace } from "./layout.ts"

interface Sources {
  items: { id: string; isDefault?: boolean }[]
}

/** Makes a panel for a document: the first kind, the datasource that its neighbours use or the default one, a free place. Undefined until the datasources are known. */
export function useNewPanel(): ((document: DashboardDocument) => Panel) | undefined {
  const { data, isPending } = useQuery({
    queryKey: ["datasources", "new-panel"],
    queryFn: ({ signal }) => api.get<Sources>("/api/datasources?limit=200", { signal }),
  })
  if (isPending) return undefined
  return (document) => {
    const [kind] = panelKinds
    const used = document.panels.findLast((panel) => panel.datasourceId)?.datasourceId
    const preset = data?.items.find((source) => source.isDefault) ?? data?.items[0]
    return {
      id: newPanelId(
        document.panels.map((panel) => panel.id),
        Math.random,
      ),
      kind: kind?.name ?? "",
      title: "",
      grid: freePlace(document.panels, kind?.size ?? { w: 12, h: 8 }),
      datasourceId: used ?? preset?.id,
      queries: [{ ref: "A" }],
      options: {},
    }
  }
}
