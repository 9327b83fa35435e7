import { z } from "zod"
import { ConnectionSettings } from "#lib/datasource/schema.ts"

export const LokiSettings = ConnectionSettings

export const LokiQuery = z.strictObject({
  expr: z.string().min(1).max(100_000),
  /** Of metric queries; log queries always read a range. */
  mode: z.enum(["range", "instant"]).optional(),
  legend: z.string().max(1000).optional(),
  /** Lines. */
  limit: z.int().min(1).max(5000).optional(),
  /** Which end of the range the lines are taken from. */
  direction: z.enum(["backward", "forward"]).optional(),
})
export type LokiQuery = z.output<typeof LokiQuery>
