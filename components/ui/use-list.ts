import { type InfiniteData, keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { api } from "#lib/http/api.ts"
import type { ListAnswer } from "#lib/http/list.ts"

interface ListOf {
  /** "/api/inbox" */
  path: string
  /** Begins the query's key, for those who have it read anew; the filter follows. */
  key: readonly string[]
  /** Parameters of the list; what is empty is left out. */
  filter?: Record<string, string | null | undefined>
  /** How many rows a page has. */
  limit: number
  /** It is looked at again after as many ms; absent: only when asked. */
  everyMs?: number
}

/** A list of the API, page after page: `data` is every row so far. Rows of the filter before stay until those of the new one are there. */
export function useList<T>({ path, key, filter = {}, limit, everyMs }: ListOf) {
  const filled = Object.fromEntries(Object.entries(filter).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])))
  return useInfiniteQuery({
    queryKey: [...key, filled],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(limit), ...filled })
      if (pageParam) query.set("cursor", pageParam)
      return api.get<ListAnswer<T>>(`${path}?${query}`, { signal })
    },
    getNextPageParam: (page) => page.nextCursor,
    select: rowsOf<T>,
    refetchInterval: everyMs ?? false,
    placeholderData: keepPreviousData,
  })
}

const rowsOf = <T>({ pages }: InfiniteData<ListAnswer<T>>): T[] => pages.flatMap((page) => page.items)
