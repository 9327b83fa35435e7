import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useMemo, useRef } from "react"
import type { Completion, CompleteRequest } from "#lib/datasource/kind.ts"
import { api } from "#lib/http/api.ts"
import type { Range } from "#lib/time/range.ts"

export type Complete = (request: Pick<CompleteRequest, "what" | "name" | "match">) => Promise<Completion[]>

const FRESH_MS = 60_000

/** Asks the source what could stand here; the same question is asked once a minute. Nobody is told of a failure: typing goes on without. */
export function useCompletion(datasourceId: string, range: Range | undefined): Complete {
  const client = useQueryClient()
  const latest = useRef(range)
  useEffect(() => {
    latest.current = range
  }, [range])
  return useMemo(
    () => (request) =>
      client
        .fetchQuery({
          queryKey: ["complete", datasourceId, request],
          queryFn: async ({ signal }) => {
            const body = { ...request, range: latest.current && { fromMs: latest.current.fromMs, toMs: latest.current.toMs } }
            return (
              await api.post<{ items: Completion[] }>(`/api/datasources/${encodeURIComponent(datasourceId)}/complete`, body, { signal })
            ).items
          },
          staleTime: FRESH_MS,
          retry: false,
        })
        .catch(() => []),
    [client, datasourceId],
  )
}
