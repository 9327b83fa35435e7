// Who needs how much CPU: seconds of it that grow with the requests served.
import { type HostName, SERVICES } from "#demo/world/cast.ts"
import type { Company, Load, ServedLeg, Target } from "#demo/world/company.ts"
import { isStarved } from "#demo/world/requests.ts"
import { wander } from "#demo/world/families/family.ts"
import { hashText } from "#demo/world/hash.ts"

export const CORES = 4
/** Of the cores, at rest. */
const IDLE_PROCESS = 0.012
const IDLE_HOST = 0.16
/** A request that fights for a connection, or writes a stack trace, costs so many times more. */
const DEAR = 4

const cost = ({ leg, flow }: ServedLeg): number =>
  leg.to in SERVICES ? SERVICES[leg.to as keyof typeof SERVICES].cpuPerRequest * (isStarved(flow) || leg.status >= 500 ? DEAR : 1) : 0

export interface Cpu {
  /** Cores in use by an instance. */
  ofInstance(target: Target): (timeMs: number) => number
  /** Cores in use on a host by its services; without what wanders. */
  ofHost(host: HostName): Load
  /** Share of a host's cores in use. */
  shareOfHost(host: HostName): (timeMs: number) => number
}

export function cpuOf(company: Company): Cpu {
  const loads = new Map(
    company.instances.map((target) => [target.instance, company.load(company.served(target.service, target.index), cost)]),
  )
  const ofHost = (host: HostName): Load => {
    const here = company.instances.filter((target) => target.host === host)
    return company.load(
      here.flatMap(({ service, index }) => company.served(service, index)),
      cost,
    )
  }
  const hosts = new Map(company.hosts.map(({ host }) => [host, ofHost(host)]))
  return {
    ofInstance({ instance }) {
      const load = loads.get(instance)!
      const salt = hashText(instance, company.world.seed)
      return (timeMs) => IDLE_PROCESS + load.rate(timeMs) * (1 + 0.12 * wander(salt, timeMs, 47_000))
    },
    ofHost: (host) => hosts.get(host)!,
    shareOfHost(host) {
      const load = hosts.get(host)!
      const salt = hashText(host, company.world.seed)
      return (timeMs) => Math.min(0.98, (IDLE_HOST + load.rate(timeMs) * (1.1 + 0.1 * wander(salt, timeMs, 61_000))) / CORES)
    },
  }
}
