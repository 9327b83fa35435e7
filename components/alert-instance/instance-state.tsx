import { useTranslations } from "next-intl"
import { StatusBadge } from "#components/ui/status-badge.tsx"
import type { AlertInstance } from "#lib/alert-rule/schema.ts"

/** The alert's state; grey, with the word that it last had, when nobody could look since. */
export function InstanceState({ instance }: { instance: Pick<AlertInstance, "state" | "stale"> }) {
  const t = useTranslations("app")
  const status = instance.state === "inactive" ? "ok" : instance.state
  return <StatusBadge status={instance.stale ? "unknown" : status} label={t(`status_${status}`)} />
}
