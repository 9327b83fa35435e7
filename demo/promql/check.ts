// Types: what Prometheus refuses before it reads a sample.
import { type Binary, type Call, type Expr, isComparison, isSetOperator, type Selector, typeOf, type ValueType } from "./ast.ts"
import { ParseError } from "./errors.ts"
import { matches } from "./matchers.ts"

const SHOWN: Record<ValueType, string> = { vector: "instant vector", matrix: "range vector", scalar: "scalar", string: "string" }

class Checker {
  readonly query: string

  constructor(query: string) {
    this.query = query
  }

  #refuse(at: number, reason: string): never {
    throw new ParseError(this.query, at, reason)
  }

  #expect(expr: Expr, want: ValueType, context: string): void {
    const type = this.check(expr)
    if (type !== want) this.#refuse(expr.from, `expected type ${SHOWN[want]} in ${context}, got ${SHOWN[type]}`)
  }

  check(expr: Expr): ValueType {
    switch (expr.kind) {
      case "aggregate":
        this.#expect(expr.expr, "vector", "aggregation expression")
        if (expr.param) this.#expect(expr.param, expr.op === "count_values" ? "string" : "scalar", "aggregation parameter")
        break
      case "binary":
        this.#binary(expr)
        break
      case "call":
        this.#call(expr)
        break
      case "paren":
        this.check(expr.expr)
        break
      case "unary": {
        const type = this.check(expr.expr)
        if (type !== "scalar" && type !== "vector")
          this.#refuse(expr.from, `unary expression only allowed on expressions of type scalar or instant vector, got "${SHOWN[type]}"`)
        break
      }
      case "subquery": {
        const type = this.check(expr.expr)
        if (type !== "vector") this.#refuse(expr.from, `subquery is only allowed on instant vector, got ${type} instead`)
        break
      }
      case "range":
        this.#selector(expr.selector)
        break
      case "selector":
        this.#selector(expr)
        break
      case "number":
      case "string":
        break
    }
    return typeOf(expr)
  }

  #selector({ name, matchers, from }: Selector): void {
    const twice = matchers.slice(0, -1).find((matcher) => matcher.name === "__name__")
    if (name && twice) this.#refuse(from, `metric name must not be set twice: "${name}" or "${twice.value}"`)
    if (!name && matchers.every((matcher) => matches(matcher, "")))
      this.#refuse(from, "vector selector must contain at least one non-empty matcher")
  }

  #call({ of, args, from }: Call): void {
    const least = of.variadic ? of.args.length - 1 : of.args.length
    const most = least + of.variadic
    const named = `argument(s) in call to "${of.name}", got ${args.length}`
    if (!of.variadic && args.length !== least) this.#refuse(from, `expected ${least} ${named}`)
    if (args.length < least) this.#refuse(from, `expected at least ${least} ${named}`)
    if (of.variadic > 0 && args.length > most) this.#refuse(from, `expected at most ${most} ${named}`)
    args.forEach((arg, at) => this.#expect(arg, of.args[Math.min(at, of.args.length - 1)] ?? "vector", `call to function "${of.name}"`))
  }

  /** Where the operator and its modifiers stand. */
  #operatorAt({ left }: Binary): number {
    return left.to + (/^\s*/.exec(this.query.slice(left.to))?.[0].length ?? 0)
  }

  #binary(expr: Binary): void {
    const { op, left, right, matching } = expr
    const types = [this.check(left), this.check(right)]
    const [lt, rt] = types
    const bothVectors = lt === "vector" && rt === "vector"
    if (expr.bool && !isComparison(op)) this.#refuse(this.#operatorAt(expr), "bool modifier can only be used on comparison operators")
    if (isComparison(op) && !expr.bool && lt === "scalar" && rt === "scalar")
      this.#refuse(this.#operatorAt(expr), "comparisons between scalars must use BOOL modifier")
    const shared = matching.on && matching.labels.find((label) => matching.include.includes(label))
    if (shared) this.#refuse(this.#operatorAt(expr), `label "${shared}" must not occur in ON and GROUP clause at once`)
    const odd = [left, right].find((_, at) => types[at] !== "scalar" && types[at] !== "vector")
    if (odd) this.#refuse(odd.from, "binary expression must contain only scalar and instant vector types")
    if (!bothVectors && matching.labels.length) this.#refuse(expr.from, "vector matching only allowed between instant vectors")
    if (!isSetOperator(op)) return
    if (bothVectors && matching.many) this.#refuse(expr.from, `no grouping allowed for "${op}" operation`)
    if (!bothVectors) this.#refuse(expr.from, `set operator "${op}" not allowed in binary scalar expression`)
  }
}

/** @throws ParseError on the first thing that Prometheus would refuse */
export function check(query: string, expr: Expr): void {
  new Checker(query).check(expr)
}
