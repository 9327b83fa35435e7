import { z } from "zod"
import { listOf, ListQuery } from "#lib/http/list.ts"
import { Id } from "./schema.ts"

/** `search` looks into title, folder and tags. */
export const DashboardListQuery = ListQuery.extend({
  tag: z.string().max(50).optional(),
  folder: z.string().max(200).optional(),
  starred: z.enum(["true", "false"]).optional(),
})
export type DashboardListQuery = z.output<typeof DashboardListQuery>

export const DashboardListItem = z.object({
  id: z.string(),
  title: z.string(),
  folder: z.string(),
  tags: z.array(z.string()),
  starred: z.boolean(),
  version: z.int(),
  updatedAt: z.string(),
  updatedBy: z.string().optional(),
})
export type DashboardListItem = z.output<typeof DashboardListItem>
export const DashboardList = listOf(DashboardListItem)

export const DashboardVersionItem = z.object({
  version: z.int(),
  createdAt: z.string(),
  createdBy: z.string().optional(),
  /** The version that this one brought back. */
  restoredFrom: z.int().optional(),
})
export type DashboardVersionItem = z.output<typeof DashboardVersionItem>

export const DashboardParams = z.strictObject({ id: Id })
export const DashboardVersionParams = z.strictObject({ id: Id, version: z.coerce.number().int().min(1) })
/** `version` is brought back; `current` is the newest one that the reader knows, a stale one is a conflict. */
export const DashboardRestore = z.strictObject({ version: z.int().min(1), current: z.int().min(1) })
export const DashboardExportQuery = z.strictObject({ as: z.enum(["bongsu"]).default("bongsu") })
