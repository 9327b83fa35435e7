import type { AlertInstance } from "#lib/alert-rule/schema.ts"

export interface ServiceAlerts {
  /** The `service` label, else `job`; "" when there is neither. */
  service: string
  names: string[]
  count: number
  /** When the oldest of them began to fire. */
  sinceIso?: string
}

/** Firing alerts by service, the one that is wrong longest first. */
export function byService(alerts: Pick<AlertInstance, "labels" | "ruleName" | "firedAt">[]): ServiceAlerts[] {
  const services = new Map<string, ServiceAlerts>()
  for (const alert of alerts) {
    const service = alert.labels.service ?? alert.labels.job ?? ""
    const known = services.get(service) ?? { service, names: [], count: 0 }
    known.count += 1
    if (!known.names.includes(alert.ruleName)) known.names.push(alert.ruleName)
    if (alert.firedAt && (!known.sinceIso || alert.firedAt < known.sinceIso)) known.sinceIso = alert.firedAt
    services.set(service, known)
  }
  return [...services.values()].toSorted((a, b) => ageOf(a) - ageOf(b))
}

function ageOf({ sinceIso }: ServiceAlerts): number {
  return sinceIso === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(sinceIso)
}
