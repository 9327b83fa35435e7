// A TraceQL query as a tree.

export type Scope = "resource" | "span" | "event" | "link" | "instrumentation"
export type ValueType = "string" | "int" | "float" | "duration" | "bool" | "status" | "kind" | "nil" | "attribute"
export type Intrinsic = keyof typeof INTRINSICS

/** Every intrinsic by the name it has where it is scoped, with its type. */
export const INTRINSICS = {
  "span:name": "string",
  "span:status": "status",
  "span:statusMessage": "string",
  "span:kind": "kind",
  "span:duration": "duration",
  "span:id": "string",
  "span:parentID": "string",
  "span:childCount": "int",
  "trace:id": "string",
  "trace:duration": "duration",
  "trace:rootName": "string",
  "trace:rootService": "string",
  "event:name": "string",
  "event:timeSinceStart": "duration",
  "link:traceID": "string",
  "link:spanID": "string",
  "instrumentation:name": "string",
  "instrumentation:version": "string",
  nestedSetLeft: "int",
  nestedSetRight: "int",
  nestedSetParent: "int",
} as const satisfies Record<string, ValueType>

const UNSCOPED: Record<string, Intrinsic> = {
  name: "span:name",
  status: "span:status",
  statusMessage: "span:statusMessage",
  kind: "span:kind",
  duration: "span:duration",
  childCount: "span:childCount",
  traceDuration: "trace:duration",
  rootName: "trace:rootName",
  rootServiceName: "trace:rootService",
  nestedSetLeft: "nestedSetLeft",
  nestedSetRight: "nestedSetRight",
  nestedSetParent: "nestedSetParent",
}

/** "span:duration" → itself when it is one. */
export const scopedIntrinsic = (text: string): Intrinsic | undefined =>
  text.includes(":") && Object.hasOwn(INTRINSICS, text) ? (text as Intrinsic) : undefined

/** "duration" → "span:duration". */
export const unscopedIntrinsic = (text: string): Intrinsic | undefined => (Object.hasOwn(UNSCOPED, text) ? UNSCOPED[text] : undefined)

const SHORT: Partial<Record<Intrinsic, string>> = Object.fromEntries(Object.entries(UNSCOPED).map(([text, intrinsic]) => [intrinsic, text]))

/** "span:duration" → "duration": as Tempo writes it, however the query did. */
export const intrinsicText = (intrinsic: Intrinsic): string => SHORT[intrinsic] ?? intrinsic

export type Field = { kind: "attribute"; scope?: Scope; name: string; parent: boolean } | { kind: "intrinsic"; intrinsic: Intrinsic }

export interface Static {
  kind: "static"
  type: Exclude<ValueType, "attribute">
  value: string | number | boolean | undefined
}

export type FieldExpression =
  | Field
  | Static
  | { kind: "binary"; op: string; left: FieldExpression; right: FieldExpression }
  | { kind: "unary"; op: "!" | "-"; of: FieldExpression }

export type AggregateOp = "count" | "avg" | "max" | "min" | "sum"

export type ScalarExpression =
  | Static
  | { kind: "aggregate"; op: AggregateOp; of?: FieldExpression }
  | { kind: "scalar-binary"; op: string; left: ScalarExpression; right: ScalarExpression }

export interface Filter {
  kind: "filter"
  /** Absent: every span. */
  expression?: FieldExpression
}

/** What turns spansets into spansets. */
export type Stage =
  | Filter
  | { kind: "operation"; op: string; left: Stage; right: Stage }
  | { kind: "pipe"; stages: Stage[] }
  | { kind: "scalar-filter"; op: string; left: ScalarExpression; right: ScalarExpression }
  | { kind: "group"; by: FieldExpression }
  | { kind: "coalesce" }
  | { kind: "select"; fields: FieldExpression[] }

export type MetricsOp = "rate" | "count_over_time" | "min_over_time" | "max_over_time" | "avg_over_time" | "sum_over_time"

export type Metrics =
  | { kind: MetricsOp | "histogram_over_time"; of?: Field; by: Field[] }
  | { kind: "quantile_over_time"; of: Field; quantiles: number[]; by: Field[] }
  | { kind: "compare"; selection: Filter; topN: number; startNs: number; endNs: number }

export type SecondStage = { kind: "topk" | "bottomk"; limit: number } | { kind: "threshold"; op: string; value: number }

export interface Query {
  spans: Stage
  metrics?: Metrics
  after: SecondStage[]
  hints: Record<string, string | number | boolean>
}
