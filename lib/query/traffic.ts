import "server-only"
import { Coalescer } from "./coalesce.ts"
import { Gate } from "./gate.ts"

/** Pages and routes are bundles of their own: what they share lives with the process. */
const shared = globalThis as { bongsuTraffic?: { inFlight: Coalescer; gate: Gate } }
const traffic = (shared.bongsuTraffic ??= { inFlight: new Coalescer(), gate: new Gate() })

/** Reads under way, joined where they are the same. */
export const inFlight = traffic.inFlight
/** Places at the datasources. */
export const gate = traffic.gate
