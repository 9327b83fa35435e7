// Label matchers with Go's regular expressions, anchored at both ends.
import { RE2JS } from "re2js"
import { valueOf } from "./labels.ts"
import type { Labels, Matcher } from "./storage.ts"

const MAX_KEPT = 1000
const patterns = new Map<string, (value: string) => boolean>()

/** A pattern without any sign of a regular expression but `|`: most are. */
const PLAIN = /^[^.*+?()[\]{}^$\\]*$/

function pattern(source: string): (value: string) => boolean {
  const kept = patterns.get(source)
  if (kept) return kept
  const compiled = PLAIN.test(source) ? undefined : RE2JS.compile(source, RE2JS.DOTALL)
  const words = new Set(source.split("|"))
  const answers = new Map<string, boolean>()
  const test = (value: string) => {
    if (!compiled) return words.has(value)
    let answer = answers.get(value)
    if (answer === undefined) {
      if (answers.size > MAX_KEPT) answers.clear()
      answers.set(value, (answer = compiled.testExact(value)))
    }
    return answer
  }
  if (patterns.size > MAX_KEPT) patterns.clear()
  patterns.set(source, test)
  return test
}

/** Whether a matcher accepts a label's value; a label that is absent has the value "". */
export function matches({ op, value }: Matcher, actual: string): boolean {
  if (op === "=" || op === "!=") return (actual === value) === (op === "=")
  return pattern(value)(actual) === (op === "=~")
}

/** Whether all matchers accept a series. */
export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every((matcher) => matches(matcher, valueOf(labels, matcher.name)))
}
