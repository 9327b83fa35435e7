import { z } from "zod"
import { languages } from "#lib/language/language.ts"
import { ShareTimeInput, ShareVariablesInput } from "./grant.ts"

const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const End = z.iso.datetime({ offset: true }).nullable()
const Point = z.string().min(1).max(64).optional()

/** "https://intranet.example", "https://*.example.com:8443" or "'self'": who may show the page in a frame. */
const FrameAncestor = z.string().regex(/^(?:'self'|https?:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?)$/i)

export const ShareLinkCreate = z.strictObject({
  id: Id.optional(),
  dashboardId: Id,
  label: z.string().trim().max(200).default(""),
  /** Absent: 30 days; null: never. */
  expiresAt: End.optional(),
  /** Absent: the dashboard's own range, fixed. `from` and `to` default to it too; they are what the page opens with. */
  time: z
    .discriminatedUnion("mode", [
      ShareTimeInput.options[0].extend({ from: Point, to: Point }),
      ShareTimeInput.options[1],
      ShareTimeInput.options[2].extend({ from: Point, to: Point }),
    ])
    .default({ mode: "fixed" }),
  /** Variables that are not named are hidden and stay at their saved value. */
  variables: ShareVariablesInput.default({}),
  /** Absent or empty: every panel of the dashboard, those added later too. */
  panels: z.array(z.string().max(64)).max(1000).default([]),
  password: z.string().min(8).max(128).optional(),
  frameAncestors: z.array(FrameAncestor).max(20).default([]),
  /** Of the words around the dashboard, for a reader who has chosen none; absent: as their browser prefers. */
  language: z.enum(languages).optional(),
})
export type ShareLinkCreate = z.output<typeof ShareLinkCreate>

export const ShareLinkPatch = z.strictObject({
  label: z.string().trim().max(200).optional(),
  paused: z.boolean().optional(),
  expiresAt: End.optional(),
  /** null takes the password away. Another password shuts out who knew the old one. */
  password: z.string().min(8).max(128).nullable().optional(),
})
export type ShareLinkPatch = z.output<typeof ShareLinkPatch>

export const ShareLinkAnswer = z.object({
  id: z.string(),
  dashboardId: z.string(),
  dashboardTitle: z.string(),
  label: z.string(),
  time: ShareTimeInput,
  variables: ShareVariablesInput,
  panels: z.array(z.string()),
  hasPassword: z.boolean(),
  frameAncestors: z.array(z.string()),
  language: z.enum(languages).optional(),
  expiresAt: z.iso.datetime().optional(),
  pausedAt: z.iso.datetime().optional(),
  revokedAt: z.iso.datetime().optional(),
  views: z.int(),
  lastViewAt: z.iso.datetime().optional(),
  createdBy: z.string().optional(),
  createdAt: z.iso.datetime(),
})
export type ShareLinkAnswer = z.infer<typeof ShareLinkAnswer>

/** `url` holds the token, which is not stored: it is shown this once. */
export const ShareLinkMade = z.object({ id: z.string(), url: z.string() })
export type ShareLinkMade = z.infer<typeof ShareLinkMade>

const Value = z.union([z.string(), z.array(z.string())])

/** All that the reader of a link may know: what is not listed here does not leave the server. Queries and datasources are not. */
export const ShareView = z.object({
  /** What reading the panels is asked with; opens nothing by itself. */
  dashboardId: z.string(),
  title: z.string(),
  description: z.string().optional(),
  language: z.string(),
  timezone: z.string(),
  refresh: z.string(),
  time: ShareTimeInput,
  variables: z.array(
    z.object({ name: z.string(), label: z.string().optional(), choices: z.array(z.string()).optional(), current: Value.optional() }),
  ),
  panels: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      title: z.string(),
      description: z.string().optional(),
      grid: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
      options: z.record(z.string(), z.unknown()),
      transparent: z.boolean().optional(),
    }),
  ),
})
export type ShareView = z.infer<typeof ShareView>
