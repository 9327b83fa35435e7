import type { TraceLogs } from "#lib/datasource/kind.ts"
import { escapeRegex } from "#lib/datasource/variable-format.ts"

const MOST_SERVICES = 50

/**
 * Two queries for a trace's lines: by structured metadata, then by the text of the line. Both name the trace's services, so that no
 * other streams are read.
 */
export function logsOfTrace({ traceId, services }: TraceLogs): { expr: string }[] {
  const names = services.filter(Boolean).slice(0, MOST_SERVICES).map(escapeRegex).join("|")
  const selector = `{service_name=~${JSON.stringify(names || ".+")}}`
  return [{ expr: `${selector} | trace_id=${JSON.stringify(traceId)}` }, { expr: `${selector} |= ${JSON.stringify(traceId)}` }]
}
