import { useInfiniteQuery } from "@tanstack/react-query"
import type { AlertInstance } from "#lib/alert-rule/schema.ts"
import { api } from "#lib/http/api.ts"
import { splitFilter } from "./urgency.ts"

interface InstancePage {
  items: AlertInstance[]
  nextCursor?: string
}

/** Alerts that pend, fire or recover, looked at again every 5 s. `typed` is a matcher or text. */
export function useActiveInstances(typed: string) {
  return useInfiniteQuery({
    queryKey: ["alert-instances", "active", typed],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ state: "firing,pending,recovering", limit: "200", ...splitFilter(typed) })
      if (pageParam) query.set("cursor", pageParam)
      return api.get<InstancePage>(`/api/alert-instances?${query.toString()}`, { signal })
    },
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 5_000,
    placeholderData: (before) => before,
  })
}
