import type { Incident } from "#lib/incident/schema.ts"

/** Explore with the rule's query and the incident's time. */
export function exploreLink(incident: Pick<Incident, "rule" | "breach" | "view" | "firing">): string {
  const query = { ...incident.rule.query, ...(incident.breach ? { expr: incident.breach.expr } : {}) }
  const link = new URLSearchParams({
    datasourceId: incident.rule.datasourceId,
    query: JSON.stringify(query),
    from: incident.view.from,
    to: incident.firing.to === undefined ? "now" : incident.view.to,
  })
  return `/explore?${link.toString()}`
}
