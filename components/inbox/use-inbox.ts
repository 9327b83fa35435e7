import { useInfiniteQuery } from "@tanstack/react-query"
import { api } from "#lib/http/api.ts"
import type { InboxItem } from "#lib/inbox/schema.ts"

interface InboxPage {
  items: InboxItem[]
  nextCursor?: string
}

/** Messages, newest first, looked at again every 5 s. */
export function useInbox(search: string) {
  return useInfiniteQuery({
    queryKey: ["inbox", search],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: "50" })
      if (search.trim()) query.set("search", search.trim())
      if (pageParam) query.set("cursor", pageParam)
      return api.get<InboxPage>(`/api/inbox?${query.toString()}`, { signal })
    },
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 5_000,
    placeholderData: (before) => before,
  })
}
