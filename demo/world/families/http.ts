// Requests served and made, as Micrometer and OpenTelemetry tell them.
import { SERVICES } from "#demo/world/cast.ts"
import { type Company, type Family, isBad, type ServedLeg, type Spec, type Target } from "#demo/world/company.ts"
import { each, family, grouped, histogram } from "#demo/world/families/family.ts"
import { handOf } from "#demo/world/requests.ts"
import type { Leg } from "#demo/world/stories.ts"
import type { Labels } from "#demo/promql/storage.ts"

const MICROMETER_BOUNDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10]
const OTEL_BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]
/** Micrometer forgets a maximum after as long. */
const MAX_MS = 120_000
const MAX_LOOKS = 256

const outcomeOf = (status: number) =>
  status === 0 ? "UNKNOWN" : status >= 500 ? "SERVER_ERROR" : status >= 400 ? "CLIENT_ERROR" : "SUCCESS"
const statusOf = ({ status, error }: Leg) => (status > 0 ? String(status) : error === "timeout" ? "CLIENT_ERROR" : "IO_ERROR")

const served = ({ leg }: ServedLeg): Labels => ({
  method: leg.method,
  uri: leg.route,
  status: String(leg.status),
  outcome: outcomeOf(leg.status),
  exception: leg.exception ?? "none",
})
const asked = ({ leg }: ServedLeg): Labels => ({
  client_name: leg.to,
  method: leg.method,
  uri: leg.route,
  status: statusOf(leg),
  outcome: outcomeOf(leg.status),
})
const servedOtel = ({ leg }: ServedLeg): Labels => ({
  http_request_method: leg.method,
  http_route: leg.route,
  http_response_status_code: String(leg.status),
})
const askedOtel = ({ leg }: ServedLeg): Labels => ({
  server_address: leg.to,
  http_request_method: leg.method,
  ...(leg.status > 0 && { http_response_status_code: String(leg.status) }),
  ...((leg.error ?? leg.status >= 500) && { error_type: leg.error ?? String(leg.status) }),
})

function maximum(company: Company, legs: readonly ServedLeg[]) {
  return (timeMs: number, startMs: number) => {
    let most = 0
    for (const { flow, deck, step } of legs) {
      const to = company.requests.count(flow, timeMs)
      const from = Math.max(company.requests.count(flow, Math.max(startMs, timeMs - MAX_MS)), to - MAX_LOOKS)
      for (let n = from; n < to; n++) most = Math.max(most, deck.server[step]![handOf(flow, n)]!)
    }
    return most
  }
}

type Told = { name: string; side: "server" | "client"; bounds: readonly number[]; labelsOf: (leg: ServedLeg) => Labels }

const histograms = (company: Company, target: Target, legs: readonly ServedLeg[], { name, side, bounds, labelsOf }: Told): Spec[] =>
  each(target, (bad) =>
    grouped(
      legs.filter((leg) => bad === undefined || isBad(leg) === bad),
      labelsOf,
    ).flatMap(({ labels, legs }) => histogram(company, name, target, labels, legs, side, bounds)),
  )

/** Four families: requests served and made, by either convention. */
export function httpFamilies(company: Company): Family[] {
  const of = (jvm: boolean) => company.instances.filter(({ service }) => (SERVICES[service].runtime === "jvm") === jvm)
  const collect = (jvm: boolean, told: Told) =>
    of(jvm).flatMap((target) =>
      histograms(company, target, company[told.side === "server" ? "served" : "made"](target.service, target.index), told),
    )
  const server = { name: "http_server_requests_seconds", side: "server", bounds: MICROMETER_BOUNDS, labelsOf: served } as const
  const client = { name: "http_client_requests_seconds", side: "client", bounds: MICROMETER_BOUNDS, labelsOf: asked } as const
  const serverOtel = { name: "http_server_request_duration_seconds", side: "server", bounds: OTEL_BOUNDS, labelsOf: servedOtel } as const
  const clientOtel = { name: "http_client_request_duration_seconds", side: "client", bounds: OTEL_BOUNDS, labelsOf: askedOtel } as const
  const max = of(true).flatMap((target) =>
    each(target, (bad) =>
      grouped(
        company.served(target.service, target.index).filter((leg) => bad === undefined || isBad(leg) === bad),
        served,
      ).map(({ labels, legs }) => ({ name: "http_server_requests_seconds_max", target, labels, read: maximum(company, legs) })),
    ),
  )
  return [
    family("histogram", server.name, "Duration of HTTP server request handling", "", collect(true, server)),
    family("gauge", "http_server_requests_seconds_max", "Duration of HTTP server request handling", "", max),
    family("histogram", client.name, "Duration of HTTP client requests", "", collect(true, client)),
    family("histogram", serverOtel.name, "Duration of HTTP server requests.", "seconds", collect(false, serverOtel)),
    family("histogram", clientOtel.name, "Duration of HTTP client requests.", "seconds", collect(false, clientOtel)),
  ]
}
