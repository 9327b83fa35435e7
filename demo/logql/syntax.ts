// LogQL as data: what the parser makes and the engine reads.
import type { Matcher } from "#demo/promql/storage.ts"

export interface LineFilterStage {
  kind: "lineFilter"
  op: "|=" | "!=" | "|~" | "!~" | "|>" | "!>"
  /** Joined by `or`. */
  alternatives: { text: string; ip: boolean }[]
}

export type Comparison = "==" | "!=" | ">" | ">=" | "<" | "<="

export type LabelFilter =
  | { kind: "and" | "or"; left: LabelFilter; right: LabelFilter }
  | { kind: "string"; matcher: Matcher }
  /** `value` in plain numbers, seconds or bytes. */
  | { kind: "number" | "duration" | "bytes"; name: string; op: Comparison; value: number }
  | { kind: "ip"; name: string; negated: boolean; pattern: string }

export interface Extraction {
  label: string
  path: string
}

export interface LabelFormat {
  label: string
  from: { rename: string } | { template: string }
}

export interface LabelPick {
  name: string
  matcher?: Matcher
}

/** `source` is the stage as Loki would print it. */
export type Stage = { source: string } & (
  | LineFilterStage
  | { kind: "json"; expressions: Extraction[] }
  | { kind: "logfmt"; expressions: Extraction[]; strict: boolean; keepEmpty: boolean }
  | { kind: "pattern" | "regexp"; text: string }
  | { kind: "unpack" | "decolorize" }
  | { kind: "labelFilter"; filter: LabelFilter }
  | { kind: "lineFormat"; template: string }
  | { kind: "labelFormat"; formats: LabelFormat[] }
  | { kind: "drop" | "keep"; labels: LabelPick[] }
)

export interface LogQuery {
  kind: "log"
  matchers: Matcher[]
  stages: Stage[]
}

export interface Grouping {
  without: boolean
  labels: string[]
}

export interface Unwrap {
  label: string
  conversion: "number" | "bytes" | "duration"
  /** Label filters behind `unwrap`. */
  after: Stage[]
}

export interface RangeExpr {
  kind: "range"
  op: string
  matchers: Matcher[]
  stages: Stage[]
  rangeMs: number
  offsetMs: number
  unwrap?: Unwrap
  parameter?: number
  grouping?: Grouping
}

export interface AggregateExpr {
  kind: "aggregate"
  op: string
  parameter?: number
  grouping?: Grouping
  inner: MetricExpr
}

export interface VectorMatching {
  on: boolean
  labels: string[]
  /** `left`: many on the left side. */
  group?: "left" | "right"
  include: string[]
}

export interface BinaryExpr {
  kind: "binary"
  op: string
  bool: boolean
  matching?: VectorMatching
  left: MetricExpr
  right: MetricExpr
}

export type MetricExpr =
  | RangeExpr
  | AggregateExpr
  | BinaryExpr
  | { kind: "literal" | "vector"; value: number }
  | { kind: "labelReplace"; inner: MetricExpr; target: string; replacement: string; from: string; pattern: string }

export type Query = LogQuery | MetricExpr
