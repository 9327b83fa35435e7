import { z } from "zod"
import type { Frame } from "#lib/frame/frame.ts"
import type { ErrorBody } from "#lib/http/errors.ts"

/** ISO 8601, epoch milliseconds (number or digits) or relative ("now-6h", "now/d"). */
export const TimePoint = z.union([z.number(), z.string().min(1).max(64)])
export const RangeInput = z.strictObject({ from: TimePoint, to: TimePoint, timezone: z.string().max(64).optional() })

/** `POST /api/query`: saved panels of one dashboard; never query text. */
export const PanelsQuery = z.strictObject({
  dashboardId: z.string().max(64),
  /** Absent: all panels. */
  panels: z.array(z.string().max(64)).max(1000).optional(),
  range: RangeInput,
  variables: z.record(z.string().max(64), z.union([z.string().max(5000), z.array(z.string().max(5000)).max(1000)])).optional(),
  /** Points a series that the reader can show: a number for all, or by panel id. */
  maxDataPoints: z.union([z.int().min(1).max(11_000), z.record(z.string().max(64), z.int().min(1).max(11_000))]).optional(),
  /** A panel of many more log lines is told twice: so many of each query's newest in a line with `more`, then whole. */
  firstRows: z.int().min(1).max(1000).optional(),
  /** Times that are those of the frame before come as "before": of 100 series that is almost half of the answer. */
  sharedTimes: z.boolean().optional(),
})
export type PanelsQuery = z.infer<typeof PanelsQuery>

/** One NDJSON line of the answer. `more`: these are its first rows, the same panel's whole line follows. */
export type PanelLine = AnsweredPanel | { panelId: string; error: ErrorBody }

export interface AnsweredPanel {
  panelId: string
  more?: true
  frames: Frame[]
  notices: string[]
  meta: PanelMeta
}

export interface PanelMeta {
  queriedMs: number
  cached: boolean
  stepMs: number
  /** What was cut, in words; absent when nothing was. */
  truncated?: string
}

/** `POST /api/explore/query`: one free query, for those with `datasource:explore`. `panel` makes the editor's preview answer as a saved panel would. */
export const ExploreQuery = z.strictObject({
  datasourceId: z.string().max(64),
  query: z.record(z.string(), z.unknown()),
  range: RangeInput,
  variables: z.record(z.string().max(64), z.union([z.string().max(5000), z.array(z.string().max(5000)).max(1000)])).optional(),
  maxDataPoints: z.int().min(1).max(11_000).optional(),
  minInterval: z.string().max(20).optional(),
  limit: z.int().min(1).max(5000).optional(),
})
export type ExploreQuery = z.infer<typeof ExploreQuery>
export interface ExploreAnswer {
  frames: Frame[]
  notices: string[]
  meta: PanelMeta
}

/** `GET /api/explore/tail`: `query` is the query as JSON. */
export const TailQuery = z.strictObject({
  datasourceId: z.string().max(64),
  query: z.string().max(20_000).transform(parsedJson).pipe(z.record(z.string(), z.unknown())),
})

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

export const TraceParams = z.strictObject({ datasourceId: z.string().max(64), traceId: z.string().regex(/^[0-9a-fA-F]{1,32}$/) })
/** Where to look for a trace; absent: the last two weeks. */
export const TraceRange = z.strictObject({ from: z.string().max(64).optional(), to: z.string().max(64).optional() })
/** `ids`: span ids with commas between, at most 500. */
export const SpansQuery = TraceRange.extend({
  ids: z
    .string()
    .regex(/^[0-9a-fA-F]{1,16}(,[0-9a-fA-F]{1,16}){0,499}$/)
    .transform((text) => text.split(",")),
})
/** `GET /api/traces/…`. */
export interface TraceAnswer {
  frame: Frame
}
