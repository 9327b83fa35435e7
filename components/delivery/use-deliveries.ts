import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query"
import type { Delivery, DeliveryState } from "#lib/delivery/schema.ts"
import { api } from "#lib/http/api.ts"

interface DeliveryPage {
  items: Delivery[]
  nextCursor?: string
}

/** Deliveries, newest first, looked at again every 5 s. */
export function useDeliveries(state: DeliveryState | undefined, search: string) {
  return useInfiniteQuery({
    queryKey: ["deliveries", state ?? "", search],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: "50" })
      if (state) query.set("state", state)
      if (search.trim()) query.set("search", search.trim())
      if (pageParam) query.set("cursor", pageParam)
      return api.get<DeliveryPage>(`/api/deliveries?${query.toString()}`, { signal })
    },
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 5_000,
    placeholderData: (before) => before,
  })
}

export function useResend() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post(`/api/deliveries/${encodeURIComponent(id)}/resend`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["deliveries"] }),
  })
}
