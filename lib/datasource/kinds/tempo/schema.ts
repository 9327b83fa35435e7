import { z } from "zod"
import { ConnectionSettings } from "#lib/datasource/schema.ts"

export const TempoSettings = ConnectionSettings

const Search = z.strictObject({
  traceql: z.string().min(1).max(100_000),
  /** Traces. */
  limit: z.int().min(1).max(1000).optional(),
  spansPerSpanSet: z.int().min(1).max(100).optional(),
  /** Of metrics queries. */
  legend: z.string().max(1000).optional(),
})
const ById = z.strictObject({ traceId: z.string().trim().min(1).max(100) })

export const TempoQuery = z.union([Search, ById])
export type TempoQuery = z.output<typeof TempoQuery>
