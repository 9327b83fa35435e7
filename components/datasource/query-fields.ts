/** Text of a query's field; "" when it has none yet. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : ""
}

/** A query without the fields that are not set. */
export function queryOf(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
