// The part of Go's text/template that `line_format` and `label_format` live on.
import { functions, truthy, type Value } from "./functions.ts"
import { printed } from "./print.ts"
import { parseTemplate, type Expression, type Node } from "./parse.ts"

export interface Scope {
  get: (label: string) => string
  line: string
  timeNs: bigint
}

export interface Template {
  /** Labels that it names. */
  labels: string[]
  /** @throws in Go's words when a function refuses its arguments */
  render(scope: Scope): string
}

/** @throws in Go's words when the text is no template or asks for an unknown function */
export function compileTemplate(text: string): Template {
  const nodes = parseTemplate(text)
  const labels = new Set<string>()
  check(nodes, labels)
  return { labels: [...labels], render: (scope) => renderAll(nodes, scope, new Map()) }
}

function check(nodes: Node[], labels: Set<string>): void {
  const visit = (expression: Expression): void => {
    if (expression.kind === "field") labels.add(expression.name)
    if (expression.kind !== "call") return
    if (!Object.hasOwn(functions, expression.name) && !/^__(?:line|timestamp)__$/.test(expression.name))
      throw new Error(`template: line:1: function ${JSON.stringify(expression.name)} not defined`)
    expression.args.forEach(visit)
  }
  for (const node of nodes) {
    if (node.kind === "text") continue
    visit(node.expression)
    if (node.kind !== "print" && node.kind !== "assign") {
      check(node.body, labels)
      check(node.otherwise, labels)
    }
  }
}

type Variables = Map<string, Value>

function renderAll(nodes: Node[], scope: Scope, variables: Variables): string {
  let text = ""
  for (const node of nodes) text += render(node, scope, variables)
  return text
}

function render(node: Node, scope: Scope, variables: Variables): string {
  if (node.kind === "text") return node.text
  const value = evaluate(node.expression, scope, variables)
  switch (node.kind) {
    case "print":
      return printed(value)
    case "assign":
      variables.set(node.name, value)
      return ""
    case "if":
      return renderAll(truthy(value) ? node.body : node.otherwise, scope, variables)
    case "with":
      return truthy(value) ? renderAll(node.body, scope, new Map(variables).set(".", value)) : renderAll(node.otherwise, scope, variables)
    case "range": {
      const items = Array.isArray(value) ? value : typeof value === "object" && value !== null ? Object.values(value) : []
      if (items.length === 0) return renderAll(node.otherwise, scope, variables)
      return items.map((item) => renderAll(node.body, scope, new Map(variables).set(".", item as Value))).join("")
    }
  }
}

function evaluate(expression: Expression, scope: Scope, variables: Variables): Value {
  switch (expression.kind) {
    case "value":
      return expression.value
    case "dot":
      return variables.get(".") ?? ""
    case "variable":
      return variables.get(expression.name) ?? ""
    case "field": {
      const dot = variables.get(".")
      if (typeof dot === "object" && dot !== null && !Array.isArray(dot)) return (dot as Record<string, Value>)[expression.name] ?? null
      return scope.get(expression.name)
    }
    case "call": {
      if (expression.name === "__line__") return scope.line
      if (expression.name === "__timestamp__") return new Date(Number(scope.timeNs / 1_000_000n))
      const args = expression.args.map((arg) => evaluate(arg, scope, variables))
      return functions[expression.name]!(...args)
    }
  }
}
