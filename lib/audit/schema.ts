import { z } from "zod"

/** One change: who ("user:<id>:<email>"), what ("datasource.update"), to which thing, from what to what. Secrets are cut out. */
export const AuditEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.string(),
  action: z.string(),
  thing: z.string(),
  thingId: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  requestId: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof AuditEntry>
