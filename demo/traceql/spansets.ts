// The pipeline of a query as a function from a trace to its spansets.
import type { ScalarExpression, Stage, ValueType } from "./ast.ts"
import { ARITHMETIC, compareNumbers, compile, compileFilter } from "./compile.ts"
import { typeOfField, type Value } from "./fields.ts"
import { expressionText, scalarText } from "./print.ts"
import { related, union } from "./structure.ts"
import type { TraceView } from "./trace-view.ts"

export interface Computed {
  name: string
  type: ValueType
  value: Value
}

export interface Spanset {
  /** Places in the trace, in order; never empty. */
  spans: number[]
  /** What `by()` and aggregates computed. */
  attributes: Computed[]
}

type Step = (view: TraceView, sets: Spanset[]) => Spanset[]

/** The query's spansets of a trace; none when it doesn't match. */
export function compileSpans(stage: Stage): (view: TraceView) => Spanset[] {
  const step = compileStage(stage)
  return (view) => (view.spans.length === 0 ? [] : step(view, [{ spans: view.spans.map((_, at) => at), attributes: [] }]))
}

function compileStage(stage: Stage): Step {
  switch (stage.kind) {
    case "filter": {
      const test = compileFilter(stage)
      return (view, sets) => sets.flatMap((set) => withSpans(set, stage.expression ? set.spans.filter((at) => test(view, at)) : set.spans))
    }
    case "operation":
      return compileOperation(stage)
    case "pipe": {
      const steps = stage.stages.map(compileStage)
      return (view, sets) => steps.reduce((found, step) => step(view, found), sets)
    }
    case "scalar-filter":
      return compileScalarFilter(stage)
    case "group":
      return compileGroup(stage)
    case "coalesce":
      return (_, sets) =>
        sets.length === 0 ? [] : [{ spans: sets.map(({ spans }) => spans).reduce((all, spans) => union(all, spans)), attributes: [] }]
    case "select":
      return (_, sets) => sets
  }
}

const withSpans = (set: Spanset, spans: number[]): Spanset[] => (spans.length === 0 ? [] : [{ ...set, spans }])

function compileOperation({ op, left, right }: Extract<Stage, { kind: "operation" }>): Step {
  const [a, b] = [compileStage(left), compileStage(right)]
  const spansOf = (step: Step, view: TraceView, set: Spanset) =>
    step(view, [set])
      .map(({ spans }) => spans)
      .reduce((all, spans) => (all.length === 0 ? spans : union(all, spans)), [])
  return (view, sets) =>
    sets.flatMap((set) => {
      const lefts = spansOf(a, view, set)
      if (lefts.length === 0 && op !== "||" && !op.startsWith("!")) return []
      const rights = spansOf(b, view, set)
      if (op === "&&") return rights.length === 0 ? [] : withSpans(set, union(lefts, rights))
      return withSpans(set, op === "||" ? union(lefts, rights) : related(view, op, lefts, rights))
    })
}

function compileGroup({ by }: Extract<Stage, { kind: "group" }>): Step {
  const value = compile(by)
  const name = `by(${expressionText(by)})`
  const type = by.kind === "intrinsic" ? typeOfField(by) : "attribute"
  return (view, sets) =>
    sets.flatMap((set) => {
      const groups = new Map<Value, number[]>()
      for (const at of set.spans) {
        const key = value(view, at)
        const group = groups.get(key)
        if (group) group.push(at)
        else groups.set(key, [at])
      }
      return [...groups].map(([key, spans]) => ({ spans, attributes: [...set.attributes, { name, type, value: key }] }))
    })
}

function compileScalarFilter({ op, left, right }: Extract<Stage, { kind: "scalar-filter" }>): Step {
  const [a, b] = [compileScalar(left), compileScalar(right)]
  return (view, sets) =>
    sets.flatMap((set) => {
      const computed: Computed[] = []
      const [x, y] = [a(view, set.spans, computed), b(view, set.spans, computed)]
      if (x === undefined || y === undefined || !compareNumbers(op, x, y)) return []
      return [{ spans: set.spans, attributes: [...set.attributes, ...computed] }]
    })
}

type Scalar = (view: TraceView, spans: readonly number[], computed: Computed[]) => number | undefined

function compileScalar(expression: ScalarExpression): Scalar {
  if (expression.kind === "static") {
    const { value } = expression
    return () => (typeof value === "number" ? value : undefined)
  }
  if (expression.kind === "scalar-binary") {
    const [a, b, calculate] = [compileScalar(expression.left), compileScalar(expression.right), ARITHMETIC[expression.op]!]
    return (view, spans, computed) => {
      const [x, y] = [a(view, spans, computed), b(view, spans, computed)]
      return x === undefined || y === undefined ? undefined : calculate(x, y)
    }
  }
  return compileAggregate(expression)
}

function compileAggregate(expression: Extract<ScalarExpression, { kind: "aggregate" }>): Scalar {
  const name = scalarText(expression)
  const { op, of } = expression
  if (!of) {
    return (_, spans, computed) => {
      computed.push({ name, type: "int", value: spans.length })
      return spans.length
    }
  }
  const get = compile(of)
  const type = of.kind === "intrinsic" ? typeOfField(of) : "attribute"
  return (view, spans, computed) => {
    const numbers = spans.map((at) => get(view, at)).filter((value) => typeof value === "number")
    if (numbers.length === 0) return undefined
    const value = AGGREGATES[op](numbers)
    computed.push({ name, type, value })
    return value
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const AGGREGATES: Record<Extract<ScalarExpression, { kind: "aggregate" }>["op"], (numbers: readonly number[]) => number> = {
  count: (numbers) => numbers.length,
  avg: (numbers) => sum(numbers) / numbers.length,
  max: (numbers) => numbers.reduce((most, number) => Math.max(most, number)),
  min: (numbers) => numbers.reduce((least, number) => Math.min(least, number)),
  sum,
}
