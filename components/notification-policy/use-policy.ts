import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { ApiError, api } from "#lib/http/api.ts"
import type { Explanation, NotificationPolicy, NotificationPolicyInput } from "#lib/notification/schema.ts"

const path = "/api/notification-policies"

/** The root policy; null when there is none yet. */
export function useNotificationPolicy() {
  return useQuery({
    queryKey: ["notification-policy"],
    queryFn: async ({ signal }) => {
      try {
        return (await api.get<NotificationPolicy | null | undefined>(path, { signal })) ?? null
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null
        throw error
      }
    },
  })
}

export function useSavePolicy() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: NotificationPolicyInput) => api.put<NotificationPolicy>(path, input),
    onSuccess: async (saved) => {
      client.setQueryData(["notification-policy"], saved)
      await client.invalidateQueries({ queryKey: ["explanation"] })
    },
  })
}

/** Where an alert with these labels goes; `undefined` asks nothing. */
export function useExplanation(labels: Record<string, string> | undefined) {
  return useQuery({
    queryKey: ["explanation", labels],
    queryFn: ({ signal }) => api.post<Explanation>(`${path}/explain`, { labels }, { signal }),
    enabled: labels !== undefined,
    placeholderData: (before) => before,
  })
}
