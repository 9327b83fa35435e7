import { useQuery } from "@tanstack/react-query"
import { useList } from "#components/ui/use-list.ts"
import { api } from "#lib/http/api.ts"
import { decodeFrames } from "#lib/frame/wire.ts"
import type { Incident, IncidentSummary } from "#lib/incident/schema.ts"
import type { ExploreAnswer } from "#lib/query/schema.ts"
import { seriesOf } from "./breach-series.ts"

/** Incidents: those that are open first, then the latest; looked at again every 10 s. */
export function useIncidents(search: string) {
  return useList<IncidentSummary>({ path: "/api/incidents", key: ["incidents", "list"], filter: { search }, limit: 100, everyMs: 10_000 })
}

export function useIncident(id: string) {
  return useQuery({
    queryKey: ["incidents", id],
    queryFn: ({ signal }) => api.get<Incident>(`/api/incidents/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: (query) => (query.state.data && query.state.data.firing.to === undefined ? 5_000 : false),
  })
}

/** The measured value around the incident; `step` makes a running one look again every 15 s, not with each refresh of the page. */
export function useBreach(incident: Incident) {
  const open = incident.firing.to === undefined
  return useQuery({
    queryKey: ["incidents", incident.id, "breach", incident.firing.from, open ? "open" : incident.view.to],
    queryFn: async ({ signal }) => {
      const answer = await api.get<ExploreAnswer>(`/api/incidents/${encodeURIComponent(incident.id)}/breach`, { signal })
      return { ...seriesOf(decodeFrames(answer.frames), incident.labels), stepMs: answer.meta.stepMs, notices: answer.notices }
    },
    refetchInterval: open ? 15_000 : false,
    placeholderData: (before) => before,
    retry: false,
  })
}
