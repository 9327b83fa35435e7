import {
  IconAlertTriangle,
  IconBell,
  IconBook2,
  IconCompass,
  IconInbox,
  IconLayoutDashboard,
  IconSettings,
  type TablerIcon,
} from "@tabler/icons-react"
import type { Action } from "#lib/access/can.ts"

/** A page of the rail; `label` is a key of `app`. */
export interface Place {
  href: string
  label: string
  icon: TablerIcon
  needs?: Action
  /** Messages that the reader has not seen are counted on it. */
  counts?: "unread"
}

export const places: Place[] = [
  { href: "/dashboards", label: "dashboards", icon: IconLayoutDashboard },
  { href: "/explore", label: "explore", icon: IconCompass, needs: "datasource:explore" },
  { href: "/alerts", label: "alerts", icon: IconBell },
  { href: "/incidents", label: "incidents", icon: IconAlertTriangle },
  { href: "/inbox", label: "inbox", icon: IconInbox, needs: "inbox:read", counts: "unread" },
  { href: "/runbooks", label: "runbooks", icon: IconBook2 },
]

export const settingsPlace: Place = { href: "/settings", label: "settings", icon: IconSettings }

/** Pages of the settings; `label` is a key of `app`. */
export const settingsPlaces: { href: string; label: string; needs?: Action }[] = [
  { href: "/settings/datasources", label: "datasources", needs: "datasource:write" },
  { href: "/settings/contact-points", label: "contactPoints", needs: "contact-point:read" },
  { href: "/settings/notification-policy", label: "notificationPolicy" },
  { href: "/settings/deliveries", label: "deliveries", needs: "delivery:read" },
  { href: "/settings/users", label: "users", needs: "user:read" },
  { href: "/settings/tokens", label: "apiTokens" },
  { href: "/settings/audit", label: "audit", needs: "audit:read" },
  { href: "/settings/account", label: "account" },
]

/** Whether `path` is the place or lies below it. */
export function isAt(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`)
}
