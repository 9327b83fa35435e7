import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type {
  DatasourceInput,
  DatasourceKindView,
  DatasourcePatch,
  DatasourceTestAnswer,
  DatasourceTrial,
  DatasourceView,
} from "#lib/datasource/schema.ts"
import { api } from "#lib/http/api.ts"

const key = ["datasources"]
const pathOf = (id: string) => `/api/datasources/${encodeURIComponent(id)}`

export function useDatasources() {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await api.get<{ items: DatasourceView[] }>("/api/datasources?limit=500", { signal })).items,
    staleTime: 30_000,
  })
}

export function useDatasource(id: string) {
  return useQuery({ queryKey: [...key, id], queryFn: ({ signal }) => api.get<DatasourceView>(pathOf(id), { signal }) })
}

/** What kinds there are, with the JSON Schemas of their settings and queries. */
export function useDatasourceKinds() {
  return useQuery({
    queryKey: ["datasource-kinds"],
    queryFn: async ({ signal }) => (await api.get<{ items: DatasourceKindView[] }>("/api/datasource-kinds", { signal })).items,
    staleTime: Infinity,
  })
}

/** Creates (no id) or changes a datasource; the kind never changes. */
export function useSaveDatasource(id: string | undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ kind, ...rest }: DatasourcePatch & Pick<DatasourceInput, "kind" | "name" | "settings">) =>
      id ? api.patch<DatasourceView>(pathOf(id), rest) : api.post<DatasourceView>("/api/datasources", { kind, ...rest }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  })
}

export function useDeleteDatasource() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.delete(pathOf(id)),
    onSuccess: (_, id) => {
      client.removeQueries({ queryKey: [...key, id] })
      return client.invalidateQueries({ queryKey: key })
    },
  })
}

/** Asks the source with settings that need not be saved; masked secrets are those of the datasource `id`. */
export function useTestDatasource() {
  return useMutation({ mutationFn: (trial: DatasourceTrial) => api.post<DatasourceTestAnswer>("/api/datasources/test", trial) })
}
