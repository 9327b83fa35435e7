"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { useCan } from "#components/shell/viewer-context.tsx"
import { api } from "#lib/http/api.ts"
import type { InboxSeen, InboxUnread } from "#lib/inbox/schema.ts"

const key = ["inbox-unread"]
/** What the page was opened for comes first. */
const FIRST_AFTER_MS = 3_000
const EVERY_MS = 30_000

/** How many messages have arrived since the reader last looked at the Inbox; 0 until it is known. A hidden tab doesn't ask. */
export function useUnread(): number {
  const may = useCan("inbox:read")
  const [begun, setBegun] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setBegun(true), FIRST_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<InboxUnread>("/api/inbox/seen", { signal }),
    enabled: may && begun,
    refetchInterval: EVERY_MS,
    retry: false,
  })
  return data?.count ?? 0
}

/**
 * Tells that the reader has looked at what arrived until `newestAt`.
 * @returns up to when they had looked when the page was opened; undefined until that is known
 */
export function useSeen(newestAt: string | undefined): string | undefined {
  const client = useQueryClient()
  const [before, setBefore] = useState<string>()
  const { mutate } = useMutation({
    mutationFn: (at: string) => api.put<InboxSeen>("/api/inbox/seen", { at }),
    onSuccess: (seen) => {
      setBefore((first) => first ?? seen.before)
      client.setQueryData<InboxUnread>(key, { count: 0 })
    },
  })
  useEffect(() => {
    if (newestAt) mutate(newestAt)
  }, [newestAt, mutate])
  return before
}
