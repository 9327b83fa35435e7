import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useList } from "#components/ui/use-list.ts"
import type { Delivery, DeliveryState } from "#lib/delivery/schema.ts"
import { api } from "#lib/http/api.ts"

/** Deliveries, newest first, looked at again every 5 s. */
export function useDeliveries(state: DeliveryState | undefined, search: string) {
  return useList<Delivery>({ path: "/api/deliveries", key: ["deliveries"], filter: { state, search }, limit: 50, everyMs: 5_000 })
}

export function useResend() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post(`/api/deliveries/${encodeURIComponent(id)}/resend`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["deliveries"] }),
  })
}
