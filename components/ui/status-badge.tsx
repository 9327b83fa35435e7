import {
  IconAlertTriangleFilled,
  IconCircleCheck,
  IconClock,
  IconHelpCircle,
  IconHourglass,
  IconVolumeOff,
  type TablerIcon,
} from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import classes from "./status-badge.module.css"

export const statuses = ["firing", "pending", "recovering", "ok", "nodata", "error", "silenced", "unknown"] as const
export type Status = (typeof statuses)[number]

const icons: Record<Status, TablerIcon> = {
  firing: IconAlertTriangleFilled,
  pending: IconClock,
  recovering: IconHourglass,
  ok: IconCircleCheck,
  nodata: IconHelpCircle,
  error: IconHelpCircle,
  silenced: IconVolumeOff,
  unknown: IconHelpCircle,
}

/** A state as icon and word in its colour; a state that it doesn't know is "unknown". `label` replaces the word. */
export function StatusBadge({ status, label }: { status: string; label?: string }) {
  const t = useTranslations("app")
  const known = statuses.includes(status as Status) ? (status as Status) : "unknown"
  const Icon = icons[known]
  return (
    <span className={classes.badge} data-status={known}>
      <Icon size={14} stroke={1.75} aria-hidden />
      {label ?? t(`status_${known}`)}
    </span>
  )
}
