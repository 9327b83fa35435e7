// What a query says of whole shapes: which of them it can find at all, and whether their shape alone decides.
import type { Field, FieldExpression, Filter, Intrinsic, Query, Stage } from "./ast.ts"
import { compileSpans } from "./spansets.ts"
import type { Trace, TraceShape, TraceStore } from "./trace-store.ts"
import { TraceView } from "./trace-view.ts"

/** Alike in all traces of a shape. */
const INTRINSICS = new Set<Intrinsic>([
  "span:name",
  "span:status",
  "span:kind",
  "span:childCount",
  "trace:rootName",
  "trace:rootService",
  "nestedSetLeft",
  "nestedSetRight",
  "nestedSetParent",
])
const RESOURCE = new Set(["service.name", "service.instance.id"])
const SPAN = new Set(["http.response.status_code", "rpc.grpc.status_code"])

function isOfShape(field: Field): boolean {
  if (field.kind === "intrinsic") return INTRINSICS.has(field.intrinsic)
  if (field.scope === "resource") return RESOURCE.has(field.name)
  if (field.scope === "span") return SPAN.has(field.name)
  return field.scope === undefined && (RESOURCE.has(field.name) || SPAN.has(field.name))
}

function decides(expression: FieldExpression): boolean {
  if (expression.kind === "static") return true
  if (expression.kind === "binary") return decides(expression.left) && decides(expression.right)
  return expression.kind === "unary" ? decides(expression.of) : isOfShape(expression)
}

/** Whether all traces of a shape have as many spans in each series: a count of them needs one of them only. */
export function shapeDecides({ spans, metrics }: Query): boolean {
  const isCount = metrics?.kind === "rate" || metrics?.kind === "count_over_time"
  return isCount && metrics.by.every(isOfShape) && stageDecides(spans)
}

function stageDecides(stage: Stage): boolean {
  switch (stage.kind) {
    case "filter":
      return !stage.expression || decides(stage.expression)
    case "operation":
      return stageDecides(stage.left) && stageDecides(stage.right)
    case "pipe":
      return stage.stages.every(stageDecides)
    case "group":
      return decides(stage.by)
    case "select":
    case "coalesce":
      return true
    case "scalar-filter":
      return false
  }
}

const ANY: Filter = { kind: "filter" }

/** The query with only those conditions that are of the shape: finds all that the query finds, and more. */
function weakened(stage: Stage): Stage {
  switch (stage.kind) {
    case "filter":
      return { kind: "filter", expression: stage.expression && weakenedExpression(stage.expression) }
    case "operation":
      return stage.op.startsWith("!") && !stageDecides(stage.left)
        ? weakened(stage.right)
        : { ...stage, left: weakened(stage.left), right: weakened(stage.right) }
    case "pipe":
      return { kind: "pipe", stages: stage.stages.map(weakened) }
    case "group":
    case "select":
    case "coalesce":
    case "scalar-filter":
      return ANY
  }
}

/** Undefined: true. */
function weakenedExpression(expression: FieldExpression): FieldExpression | undefined {
  if (decides(expression)) return expression
  if (expression.kind !== "binary" || (expression.op !== "&&" && expression.op !== "||")) return undefined
  const [left, right] = [weakenedExpression(expression.left), weakenedExpression(expression.right)]
  if (left && right) return { ...expression, left, right }
  return expression.op === "&&" ? (left ?? right) : undefined
}

/** One trace of each shape, kept: what is asked of it here is the same for all. */
const examples = new WeakMap<TraceShape, Trace>()

function exampleOf(shape: TraceShape, fromMs: number, toMs: number): Trace | undefined {
  const known = examples.get(shape)
  if (known) return known
  for (const trace of shape.traces(fromMs, toMs)) {
    examples.set(shape, trace)
    return trace
  }
  return undefined
}

/** Shapes that have traces in the range of which the stage may find some. */
export function relevantShapes({ shapes }: TraceStore, stage: Stage, fromMs: number, toMs: number): TraceShape[] {
  const mayFind = compileSpans(weakened(stage))
  return shapes.filter((shape) => {
    const example = shape.count(fromMs, toMs) > 0 ? exampleOf(shape, fromMs, toMs) : undefined
    return example !== undefined && mayFind(new TraceView(example)).length > 0
  })
}
