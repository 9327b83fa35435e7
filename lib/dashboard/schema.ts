import { z } from "zod"

/** Opaque id that the caller may choose: URL-safe, at most 64. */
export const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

/** A query as its datasource's kind defines it, plus what the panel adds. The kind checks the rest. */
export const PanelQuery = z.looseObject({
  ref: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,15}$/),
  hidden: z.boolean().optional(),
  /** Absent: the panel's. May be a variable: "$datasource". */
  datasourceId: z.string().max(64).optional(),
})
export type PanelQuery = z.infer<typeof PanelQuery>

/** 24 columns, rows of 30 px with gaps of 8 px. */
export const GridPosition = z.strictObject({
  x: z.int().min(0).max(23),
  y: z.int().min(0).max(10_000),
  w: z.int().min(1).max(24),
  h: z.int().min(1).max(200),
})

export const Panel = z.strictObject({
  id: Id,
  kind: z.string().min(1).max(64),
  title: z.string().max(500).default(""),
  description: z.string().max(10_000).optional(),
  grid: GridPosition,
  datasourceId: z.string().max(64).optional(),
  queries: z.array(PanelQuery).max(26).default([]),
  /** Known to the panel's kind only. */
  options: z.record(z.string(), z.unknown()).default({}),
  maxDataPoints: z.int().min(1).max(11_000).optional(),
  /** "30s": no point is nearer to the next one than this. */
  minInterval: z.string().max(20).optional(),
  transparent: z.boolean().optional(),
})
export type Panel = z.infer<typeof Panel>

const variableCommon = {
  name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/),
  label: z.string().max(200).optional(),
  description: z.string().max(2000).optional(),
  hide: z.enum(["none", "label", "variable"]).optional(),
}
const multiple = {
  multi: z.boolean().optional(),
  includeAll: z.boolean().optional(),
  /** Inserted as it is when "All" is chosen; absent: every option joined. */
  allValue: z.string().max(2000).optional(),
}
/** `current` is the saved choice; "$__all" is All. */
const current = z.union([z.string().max(5000), z.array(z.string().max(5000)).max(1000)]).optional()

export const Variable = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("query"),
    ...variableCommon,
    ...multiple,
    current,
    datasourceId: z.string().max(64),
    query: z.string().max(10_000),
    regex: z.string().max(1000).optional(),
    sort: z.enum(["none", "alphabetical", "alphabetical-desc", "numeric", "numeric-desc"]).optional(),
    refresh: z.enum(["load", "range"]).optional(),
  }),
  z.strictObject({
    kind: z.literal("custom"),
    ...variableCommon,
    ...multiple,
    current,
    options: z.array(z.strictObject({ value: z.string().max(2000), text: z.string().max(500).optional() })).max(1000),
  }),
  z.strictObject({
    kind: z.literal("interval"),
    ...variableCommon,
    current: z.string().max(20).optional(),
    options: z.array(z.string().max(20)).min(1).max(50),
    auto: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal("text"), ...variableCommon, current: z.string().max(5000).optional() }),
  z.strictObject({
    kind: z.literal("datasource"),
    ...variableCommon,
    current: z.string().max(64).optional(),
    datasourceKind: z.string().max(64),
  }),
  z.strictObject({ kind: z.literal("constant"), ...variableCommon, value: z.string().max(5000) }),
])
export type Variable = z.infer<typeof Variable>

/** The versioned document; `schemaVersion` moves when a reader of the old shape would misread the new one. */
export const DashboardInput = z.strictObject({
  id: Id.optional(),
  title: z.string().trim().min(1).max(200),
  description: z.string().max(10_000).optional(),
  folder: z.string().max(200).optional(),
  tags: z.array(z.string().min(1).max(50)).max(50).default([]),
  schemaVersion: z.literal(1).default(1),
  time: z.strictObject({ from: z.string().max(64), to: z.string().max(64) }).default({ from: "now-1h", to: "now" }),
  /** IANA zone, "browser" or "utc". */
  timezone: z.string().max(64).default("browser"),
  /** "30s"; "" is off. */
  refresh: z.string().max(20).default(""),
  variables: z.array(Variable).max(100).default([]),
  panels: z.array(Panel).max(1000).default([]),
})
export type DashboardInput = z.input<typeof DashboardInput>
export type DashboardDocument = z.output<typeof DashboardInput>

/** PUT: the version that was edited; a stale one is 409. */
export const DashboardUpdate = DashboardInput.extend({ version: z.int().min(1) })

export interface Dashboard extends DashboardDocument {
  id: string
  version: number
  createdAt: string
  updatedAt: string
  updatedBy?: string
}
