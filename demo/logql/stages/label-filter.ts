// `| status >= 500`, `| took > 1s`, `| size > 20KB`, `| level =~ "…"`, `| addr = ip("…")`, joined by `and` and `or`.
import { matcherTest } from "#demo/logql/labels.ts"
import type { Comparison, LabelFilter } from "#demo/logql/syntax.ts"
import { parseBytes, parseDuration, parseNumber } from "#demo/logql/units.ts"
import { ERROR, type Entry } from "./entry.ts"
import { ipInText } from "./ip.ts"
import type { CompiledStage } from "./stage.ts"

export const COMPARE: Record<Comparison, (a: number, b: number) => boolean> = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
}

const READ = {
  number: { of: parseNumber, fault: (text: string) => `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax` },
  duration: { of: (text: string) => parseDuration(text), fault: (text: string) => `time: invalid duration ${JSON.stringify(text)}` },
  bytes: { of: parseBytes, fault: (text: string) => `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax` },
}

type Test = (entry: Entry) => boolean

function testOf(filter: LabelFilter): Test {
  switch (filter.kind) {
    case "and": {
      const [left, right] = [testOf(filter.left), testOf(filter.right)]
      return (entry) => left(entry) && right(entry)
    }
    case "or": {
      const [left, right] = [testOf(filter.left), testOf(filter.right)]
      return (entry) => left(entry) || right(entry)
    }
    case "string": {
      const test = matcherTest(filter.matcher)
      const { name } = filter.matcher
      return (entry) => test(entry.get(name) ?? "")
    }
    case "ip": {
      const found = ipInText(filter.pattern)
      return (entry) => {
        const text = entry.get(filter.name)
        return text !== undefined && found(text) !== filter.negated
      }
    }
    default:
      return quantityTest(filter)
  }
}

/** A line with a fault passes: whoever wants it gone asks for `__error__=""`. */
function quantityTest({ kind, name, op, value }: Extract<LabelFilter, { value: number }>): Test {
  const { of, fault } = READ[kind]
  const compare = COMPARE[op]
  return (entry) => {
    if (entry.error) return true
    const text = entry.get(name)
    if (text === undefined) return false
    const read = of(text)
    if (read !== undefined) return compare(read, value)
    entry.fail("LabelFilterErr", fault(text))
    return true
  }
}

function namesIn(filter: LabelFilter): string[] {
  if (filter.kind === "string") return [filter.matcher.name]
  return "left" in filter ? [...namesIn(filter.left), ...namesIn(filter.right)] : [filter.name]
}

/** Whether it asks only if a label is there. */
function asksForPresence(filter: LabelFilter): boolean {
  if (filter.kind === "string") return filter.matcher.name === ERROR || (filter.matcher.value === "" && !filter.matcher.op.includes("~"))
  return "left" in filter && asksForPresence(filter.left) && asksForPresence(filter.right)
}

/** @throws with Go's words when a pattern is none */
export function labelFilter(filter: LabelFilter): CompiledStage {
  const names = namesIn(filter)
  return { run: testOf(filter), decides: { on: "labels", names, presenceOnly: asksForPresence(filter) }, reads: names }
}
