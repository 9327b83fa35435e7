import { useList } from "#components/ui/use-list.ts"
import type { AlertInstance } from "#lib/alert-rule/schema.ts"
import { splitFilter } from "./urgency.ts"

/** Alerts that pend, fire or recover, looked at again every 5 s. `typed` is a matcher or text. */
export function useActiveInstances(typed: string) {
  const filter = { state: "firing,pending,recovering", ...splitFilter(typed) }
  return useList<AlertInstance>({ path: "/api/alert-instances", key: ["alert-instances", "active"], filter, limit: 200, everyMs: 5_000 })
}
