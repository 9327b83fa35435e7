import { z } from "zod"
import { Id } from "#lib/dashboard/schema.ts"
import { languages } from "#lib/language/language.ts"

const fields = {
  name: z.string().trim().min(1).max(200),
  /** Checked by the kind that is named. */
  settings: z.record(z.string(), z.unknown()),
  /** Language of the words around the facts. */
  language: z.enum(languages),
  /** IANA zone in which times are written. */
  timezone: z.string().min(1).max(64),
  sendResolved: z.boolean(),
}

export const ContactPointInput = z.strictObject({
  ...fields,
  id: Id.optional(),
  kind: z.string().min(1).max(64),
  language: fields.language.default("en"),
  timezone: fields.timezone.default("UTC"),
  sendResolved: fields.sendResolved.default(true),
})
export type ContactPointInput = z.output<typeof ContactPointInput>

/** The kind of a contact point doesn't change: its settings would mean nothing. */
export const ContactPointPatch = z.strictObject(fields).partial()
export type ContactPointPatch = z.output<typeof ContactPointPatch>

export const ContactPoint = ContactPointInput.extend({
  id: z.string(),
  /** Since when the vendor refuses, and its words; absent: fine. */
  brokenAt: z.iso.datetime().optional(),
  brokenReason: z.string().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type ContactPoint = z.output<typeof ContactPoint>

export const ContactPointKindDescription = z.object({
  name: z.string(),
  label: z.string(),
  /** JSON Schema; secret fields carry `secret: true`. */
  settings: z.unknown(),
})
export type ContactPointKindDescription = z.output<typeof ContactPointKindDescription>

/** Answer of the "send a test" button. */
export const ContactPointTest = z.object({
  ok: z.boolean(),
  /** The vendor's own words. */
  reason: z.string().optional(),
  latencyMs: z.number(),
})
export type ContactPointTest = z.output<typeof ContactPointTest>
