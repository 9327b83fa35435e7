import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { ContactPoint, ContactPointInput, ContactPointKindDescription, ContactPointTest } from "#lib/contact-point/schema.ts"
import { api } from "#lib/http/api.ts"

const key = ["contact-points"]
const pathOf = (id: string) => `/api/contact-points/${encodeURIComponent(id)}`

export function useContactPoints(enabled = true) {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await api.get<{ items: ContactPoint[] }>("/api/contact-points?limit=500", { signal })).items,
    enabled,
  })
}

/** What kinds there are, with the JSON Schema of their settings. */
export function useContactPointKinds() {
  return useQuery({
    queryKey: ["contact-point-kinds"],
    queryFn: async ({ signal }) => (await api.get<{ items: ContactPointKindDescription[] }>("/api/contact-point-kinds", { signal })).items,
    staleTime: Infinity,
  })
}

/** Creates (no id) or changes a contact point. */
export function useSaveContactPoint(id: string | undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ kind, ...rest }: ContactPointInput) =>
      id ? api.patch<ContactPoint>(pathOf(id), rest) : api.post<ContactPoint>("/api/contact-points", { kind, ...rest }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  })
}

export function useDeleteContactPoint() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.delete(pathOf(id)),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  })
}

/** Sends a test message through the saved settings; the answer is the vendor's. */
export function useTestContactPoint() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post<ContactPointTest>(`${pathOf(id)}/test`),
    // A test that comes through also mends the "refuses" mark.
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
}
