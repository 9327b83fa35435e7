// Which fields of a matched span an answer shows: those that the query names, where they fulfil what it asks of them.
import { intrinsicText, type Field, type FieldExpression, type Intrinsic, type Query, type ScalarExpression, type Stage } from "./ast.ts"
import { comparison, type Test } from "./compile.ts"
import { getterOf, typeOfField, type Getter } from "./fields.ts"
import type { Computed } from "./spansets.ts"
import type { TraceView } from "./trace-view.ts"

/** What the answer says elsewhere, or not at all. */
const NEVER = new Set<Intrinsic>([
  "span:name",
  "span:duration",
  "span:id",
  "trace:id",
  "trace:duration",
  "trace:rootName",
  "trace:rootService",
  "event:timeSinceStart",
])

interface Shown {
  field: Field
  name: string
  get: Getter
  test: Test
}

/** The name of a field where a span carries it: without its scope. */
export const shownName = (field: Field): string => (field.kind === "attribute" ? field.name : intrinsicText(field.intrinsic))

/** What the query's own conditions and selections show of a span, in their order. */
export function compileShown({ spans }: Query): { ofSpan: (view: TraceView, at: number) => Computed[]; showsName: boolean } {
  const wanted: Shown[] = []
  const names = { shown: false }
  const add = (field: Field, test: Test = () => true) => {
    if (field.kind === "intrinsic" && field.intrinsic === "span:name") names.shown = true
    if (field.kind === "intrinsic" && NEVER.has(field.intrinsic)) return
    wanted.push({ field, name: shownName(field), get: getterOf(field), test })
  }
  ofStage(spans, add)
  return {
    showsName: names.shown,
    ofSpan: (view, at) => {
      const found: Computed[] = []
      for (const { field, name, get, test } of wanted) {
        const value = get(view, at)
        if (value === undefined || found.some((other) => other.name === name) || !test(view, at)) continue
        found.push({ name, type: typeOfField(field), value })
      }
      return found
    },
  }
}

type Add = (field: Field, test?: Test) => void

function ofStage(stage: Stage, add: Add): void {
  switch (stage.kind) {
    case "filter":
      return stage.expression && ofExpression(stage.expression, add)
    case "operation":
      ofStage(stage.left, add)
      return ofStage(stage.right, add)
    case "pipe":
      return stage.stages.forEach((inner) => ofStage(inner, add))
    case "group":
      return ofExpression(stage.by, add)
    case "select":
      return stage.fields.forEach((field) => ofExpression(field, add))
    case "scalar-filter":
      ofScalar(stage.left, add)
      return ofScalar(stage.right, add)
    case "coalesce":
  }
}

function ofScalar(expression: ScalarExpression, add: Add): void {
  if (expression.kind === "aggregate" && expression.of) ofExpression(expression.of, add)
  if (expression.kind !== "scalar-binary") return
  ofScalar(expression.left, add)
  ofScalar(expression.right, add)
}

function ofExpression(expression: FieldExpression, add: Add): void {
  switch (expression.kind) {
    case "attribute":
    case "intrinsic":
      return add(expression)
    case "unary":
      return ofExpression(expression.of, add)
    case "binary": {
      const { left, right } = expression
      if ((left.kind === "attribute" || left.kind === "intrinsic") && right.kind === "static") return add(left, comparison(expression))
      ofExpression(left, add)
      return ofExpression(right, add)
    }
    case "static":
  }
}
