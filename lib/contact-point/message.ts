import { z } from "zod"
import { languages } from "#lib/language/language.ts"

const labelSet = z.record(z.string(), z.string())
const status = z.enum(["firing", "resolved"])

export const MessageAlert = z.object({
  status,
  name: z.string(),
  /** "" when no label names one. */
  service: z.string(),
  severity: z.string(),
  labels: labelSet,
  summary: z.string(),
  description: z.string(),
  /** Formatted with its unit; absent when nothing was measured. */
  value: z.string().optional(),
  /** "> 5 %" formatted. */
  threshold: z.string().optional(),
  startsAtMs: z.number(),
  /** Resolved only. */
  endsAtMs: z.number().optional(),
  links: z.object({
    runbook: z.string().optional(),
    runbookTitle: z.string().optional(),
    dashboard: z.string().optional(),
    incident: z.string().optional(),
  }),
  /** Up to three log lines. */
  samples: z.array(z.string()),
})
export type MessageAlert = z.output<typeof MessageAlert>

/** One notification, before any vendor's markup: each kind renders these facts within its own budget. */
export const Message = z.object({
  status,
  /** Catalogue language of the words around the facts. */
  language: z.enum(languages),
  /** IANA zone in which times are written. */
  timezone: z.string(),
  /** What the group has in common; the title line of a group with several alerts. */
  groupLabels: labelSet,
  alerts: z.array(MessageAlert),
  /** Alerts of the group that did not fit what the database handed over. */
  truncatedAlerts: z.number(),
  links: z.object({ incident: z.string().optional(), silence: z.string().optional() }),
  /** An earlier try may have been accepted: the reader is told that it may be a repeat. */
  mayBeRepeat: z.boolean(),
  /** A message of the "send a test" button. */
  test: z.boolean(),
})
export type Message = z.output<typeof Message>
