// Who is in the company: services, where they run, what they run on.
import { hashText } from "#demo/world/hash.ts"

export type ServiceName = "gateway" | "listing-search" | "payment" | "event-service" | "notification" | "scooter-control"
export type Runtime = "node" | "jvm" | "go"
export type HostName = "host-1" | "host-2"

export interface Service {
  name: ServiceName
  runtime: Runtime
  /** `job` of its series. */
  job: string
  port: number
  /** `app` of its log streams. */
  app: string
  logFormat: "json" | "logback" | "logfmt"
  /** Seconds of CPU that a request takes. */
  cpuPerRequest: number
  /** The version of the week `0` of the world: major, minor. */
  release: readonly [number, number]
}

export const NAMESPACE = "shop"
export const HOSTS: readonly HostName[] = ["host-1", "host-2"]
export const INSTANCES = [0, 1] as const
export type InstanceIndex = (typeof INSTANCES)[number]

export const SERVICES: Readonly<Record<ServiceName, Service>> = {
  gateway: {
    name: "gateway",
    runtime: "node",
    job: "shop/gateway",
    port: 3000,
    app: "gateway",
    logFormat: "json",
    cpuPerRequest: 0.016,
    release: [4, 18],
  },
  "listing-search": {
    name: "listing-search",
    runtime: "jvm",
    job: "listing-search",
    port: 8080,
    app: "listing-search-svc",
    logFormat: "logback",
    cpuPerRequest: 0.034,
    release: [3, 7],
  },
  payment: {
    name: "payment",
    runtime: "jvm",
    job: "payment",
    port: 8080,
    app: "payment-svc",
    logFormat: "logback",
    cpuPerRequest: 0.09,
    release: [2, 31],
  },
  "event-service": {
    name: "event-service",
    runtime: "jvm",
    job: "event-service",
    port: 8080,
    app: "event_service",
    logFormat: "json",
    cpuPerRequest: 0.05,
    release: [1, 44],
  },
  notification: {
    name: "notification",
    runtime: "go",
    job: "shop/notification",
    port: 8090,
    app: "notification",
    logFormat: "logfmt",
    cpuPerRequest: 0.012,
    release: [0, 63],
  },
  "scooter-control": {
    name: "scooter-control",
    runtime: "go",
    job: "shop/scooter-control",
    port: 8091,
    app: "scooter-control",
    logFormat: "logfmt",
    cpuPerRequest: 0.018,
    release: [5, 2],
  },
}

export const SERVICE_NAMES = Object.keys(SERVICES) as ServiceName[]

export const podOf = (service: ServiceName, index: InstanceIndex): string => `${service}-${index}`
/** As in the label `instance`: "payment-0:8080". */
export const addressOf = (service: ServiceName, index: InstanceIndex): string => `${service}-${index}:${SERVICES[service].port}`
/** Instance 0 of each service runs on host-1, instance 1 on host-2. */
export const hostOf = (index: InstanceIndex): HostName => HOSTS[index]!
export const seedOf = (seed: number, service: ServiceName, index: InstanceIndex): number => hashText(podOf(service, index), seed)
