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

export interface ContactPoint extends Omit<ContactPointInput, "id"> {
  id: string
  /** Since when the vendor refuses, and its words; absent: fine. */
  brokenAt?: string
  brokenReason?: string
  createdAt: string
  updatedAt: string
}

export interface ContactPointKindDescription {
  name: string
  label: string
  /** JSON Schema; secret fields carry `secret: true`. */
  settings: unknown
}

/** Answer of the "send a test" button. */
export interface ContactPointTest {
  ok: boolean
  /** The vendor's own words. */
  reason?: string
  latencyMs: number
}
