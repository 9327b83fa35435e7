/** One notification, before any vendor's markup: each kind renders these facts within its own budget. */

export interface Message {
  status: "firing" | "resolved"
  /** Catalogue language of the words around the facts. */
  language: "en" | "ko"
  /** IANA zone in which times are written. */
  timezone: string
  /** What the group has in common; the title line of a group with several alerts. */
  groupLabels: Record<string, string>
  alerts: MessageAlert[]
  /** Alerts of the group that did not fit what the database handed over. */
  truncatedAlerts: number
  links: { incident?: string; silence?: string }
  /** An earlier try may have been accepted: the reader is told that it may be a repeat. */
  mayBeRepeat: boolean
  /** A message of the "send a test" button. */
  test: boolean
}

export interface MessageAlert {
  status: "firing" | "resolved"
  name: string
  /** "" when no label names one. */
  service: string
  severity: string
  labels: Record<string, string>
  summary: string
  description: string
  /** Formatted with its unit; absent when nothing was measured. */
  value?: string
  /** "> 5 %" formatted. */
  threshold?: string
  startsAtMs: number
  /** Resolved only. */
  endsAtMs?: number
  links: { runbook?: string; runbookTitle?: string; dashboard?: string; incident?: string }
  /** Up to three log lines. */
  samples: string[]
}
