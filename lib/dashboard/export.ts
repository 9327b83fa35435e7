import type { Dashboard, DashboardDocument } from "./schema.ts"

/**
 * A dashboard as a file: no version, dates or names of people, keys in one order whatever order they were saved in, so that two
 * exports of the same thing are the same bytes. Creating it again gives the same dashboard.
 */
export function exportDashboard(dashboard: Dashboard): DashboardDocument {
  const { version: _version, createdAt: _createdAt, updatedAt: _updatedAt, updatedBy: _updatedBy, ...document } = dashboard
  return inKeyOrder(document) as DashboardDocument
}

function inKeyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inKeyOrder)
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, inKeyOrder(part as unknown)]))
}
