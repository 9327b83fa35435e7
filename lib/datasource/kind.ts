import { z } from "zod"
import type { Frame } from "#lib/frame/frame.ts"

/** The guarded way out (see `lib/http/upstream.ts`); kinds never call `fetch` themselves. */
export interface Upstream {
  /**
   * One request to the datasource. Rejects with AppError `upstream_error | upstream_timeout | too_large`.
   * @param path relative to the settings' url ("/api/v1/query_range"), never absolute.
   */
  request(path: string, init?: UpstreamRequest): Promise<UpstreamResponse>
  /** As `request`, but `take` gets the body in pieces while it comes; deadlines hold until its promise is settled. */
  stream<T>(path: string, init: UpstreamRequest, take: (head: UpstreamHead, pieces: AsyncIterable<Buffer>) => Promise<T>): Promise<T>
  /** Text messages of a WebSocket, until it closes or the signal aborts; `dropped` counts those lost before one to a slow reader. */
  messages(path: string, init?: Pick<UpstreamRequest, "params" | "headers">): AsyncIterable<{ text: string; dropped: number }>
}

export interface UpstreamRequest {
  method?: "GET" | "POST"
  /** Search parameters for GET, form body for POST. */
  params?: URLSearchParams | Record<string, string>
  headers?: Record<string, string>
  /** Decoded bytes; default 64 MiB. */
  maxBytes?: number
}

export interface UpstreamHead {
  status: number
  contentType: string
  headers: Record<string, string>
}

export interface UpstreamResponse extends UpstreamHead {
  body: Buffer
}

/** All that a kind may know of a read. Times are epoch milliseconds, durations milliseconds. */
export interface QueryContext {
  upstream: Upstream
  range: { fromMs: number; toMs: number }
  /** Distance of points that the plan chose; start and end are multiples of it for range queries. */
  stepMs: number
  maxDataPoints: number
  limits: Limits
  signal: AbortSignal
  /** Nothing else is read from the source: it may be asked in several requests at once. */
  alone?: boolean
}

export interface Limits {
  series: number
  pointsPerSeries: number
  lines: number
  spans: number
  bytes: number
}

export interface TestResult {
  ok: boolean
  message: string
  version?: string
}

/** What an editor asks for while somebody types. */
export const CompleteRequest = z.strictObject({
  what: z.enum(["metrics", "labels", "values", "fields", "tags", "tagValues"]),
  /** Label or tag whose values are asked for. */
  name: z.string().max(1000).optional(),
  /** Selector or partial query that narrows the answer. */
  match: z.string().max(10_000).optional(),
  range: z.strictObject({ fromMs: z.number(), toMs: z.number() }).optional(),
  limit: z.int().min(1).max(10_000).default(1000),
})
export type CompleteRequest = z.output<typeof CompleteRequest>
export interface Completion {
  value: string
  /** Metric type, help text or tag scope. */
  detail?: string
}

/** One value (or several, of a multi-value variable) for `$name`. */
export interface VariableValue {
  value: string | string[]
  /** Text to insert unescaped ("All" with an allValue of the dashboard's author). */
  raw?: string
  /** Whether the variable may hold several values: then values are escaped as a regex where the language calls for it. */
  multi: boolean
}

/** The trace whose logs are looked for. */
export interface TraceLogs {
  /** 32 hex digits. */
  traceId: string
  /** Names of the services that took part, as the trace has them. */
  services: string[]
}

export interface Definition<Name extends string, Settings extends z.ZodType, Query extends z.ZodType> {
  name: Name
  /** The product's own name; not translated. */
  label: string
  settings: Settings
  query: Query
  /** Replaces `$name`, `${name}`, `${name:format}` and `[[name]]` in the query's text, escaped as its language asks. Unknown names stay. */
  interpolate(query: z.output<Query>, values: Record<string, VariableValue>): z.output<Query>
  /** How the plan treats it: `step` aligns the range and has points, `instant` has one time, `stream` has neither. */
  reads(query: z.output<Query>): "step" | "instant" | "stream"
  minStepMs?(settings: z.output<Settings>, query: z.output<Query>): number | undefined
  run(settings: z.output<Settings>, query: z.output<Query>, context: QueryContext): Promise<Frame[]>
  test(settings: z.output<Settings>, context: Pick<QueryContext, "upstream" | "signal">): Promise<TestResult>
  complete(
    settings: z.output<Settings>,
    request: CompleteRequest,
    context: Pick<QueryContext, "upstream" | "signal">,
  ): Promise<Completion[]>
  /** Where a query's text stops being readable, as an offset; undefined when all of it is. Absent: only the source knows. */
  queryError?(query: z.output<Query>): number | undefined
  /** Values of a query variable ("label_values(up, job)"). */
  variableValues?(settings: z.output<Settings>, query: string, context: QueryContext): Promise<string[]>
  /** One trace as a `spans` frame (32 hex id). Absent: the kind holds no traces. */
  trace?(settings: z.output<Settings>, traceId: string, context: QueryContext): Promise<Frame>
  /** Queries whose lines belong to a trace, best first, at most three. Absent: the kind holds no logs. */
  logsOfTrace?(settings: z.output<Settings>, about: TraceLogs): z.input<Query>[]
  /** Live lines, newest last, until the signal aborts. Absent: nothing to follow. */
  tail?(settings: z.output<Settings>, query: z.output<Query>, context: QueryContext): AsyncIterable<Frame>
}

/**
 * Closes over the kind's own types, so that the list (`kinds.ts`) is typed by its names and no dispatch casts.
 * `settings`/`query` arrive unknown (stored JSON) and are parsed by the kind's own schema.
 */
export function defineDatasource<const Name extends string, Settings extends z.ZodType, Query extends z.ZodType>(
  kind: Definition<Name, Settings, Query>,
) {
  return {
    name: kind.name,
    label: kind.label,
    settings: kind.settings as z.ZodType,
    query: kind.query as z.ZodType,
    describe: () => ({
      name: kind.name,
      label: kind.label,
      settings: z.toJSONSchema(kind.settings, { io: "input" }),
      query: z.toJSONSchema(kind.query, { io: "input" }),
      traces: kind.trace !== undefined,
      tail: kind.tail !== undefined,
      logs: kind.logsOfTrace !== undefined,
    }),
    interpolate: (query: unknown, values: Record<string, VariableValue>): unknown => kind.interpolate(kind.query.parse(query), values),
    reads: (query: unknown) => kind.reads(kind.query.parse(query)),
    minStepMs: (settings: unknown, query: unknown) => kind.minStepMs?.(kind.settings.parse(settings), kind.query.parse(query)),
    run: (settings: unknown, query: unknown, context: QueryContext) =>
      kind.run(kind.settings.parse(settings), kind.query.parse(query), context),
    test: (settings: unknown, context: Pick<QueryContext, "upstream" | "signal">) => kind.test(kind.settings.parse(settings), context),
    complete: (settings: unknown, request: CompleteRequest, context: Pick<QueryContext, "upstream" | "signal">) =>
      kind.complete(kind.settings.parse(settings), request, context),
    queryError: (query: unknown) => kind.queryError?.(kind.query.parse(query)),
    variableValues:
      kind.variableValues &&
      ((settings: unknown, query: string, context: QueryContext) => kind.variableValues!(kind.settings.parse(settings), query, context)),
    trace:
      kind.trace &&
      ((settings: unknown, traceId: string, context: QueryContext) => kind.trace!(kind.settings.parse(settings), traceId, context)),
    logsOfTrace:
      kind.logsOfTrace &&
      ((settings: unknown, about: TraceLogs) => kind.logsOfTrace!(kind.settings.parse(settings), about) as Record<string, unknown>[]),
    tail:
      kind.tail &&
      ((settings: unknown, query: unknown, context: QueryContext) =>
        kind.tail!(kind.settings.parse(settings), kind.query.parse(query), context)),
  }
}

export type DatasourceKind = ReturnType<typeof defineDatasource<string, z.ZodType, z.ZodType>>
