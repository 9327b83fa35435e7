// `| logfmt`: key=value pairs.
import { unquote } from "#demo/logql/strings.ts"
import type { Extraction } from "#demo/logql/syntax.ts"
import { sanitized } from "./json.ts"
import type { CompiledStage } from "./stage.ts"

const PAIR = /[\s]*([^\s="]+)?(?:(=)("(?:\\.|[^"\\])*"(?=\s|$)|[^\s"]*)?)?/gy

/** Calls `found` for each pair; answers the place of the first fault, if any, and in strict mode stops there. */
function pairsIn(line: string, strict: boolean, found: (key: string, value: string) => void): number | undefined {
  let fault: number | undefined
  let at = 0
  while (at < line.length) {
    PAIR.lastIndex = at
    const match = PAIR.exec(line)
    const [all = "", key, equals, value = ""] = match ?? []
    if (key === undefined || all === "") {
      if (line.slice(at).trim() === "") break
      fault ??= at + all.length
      if (strict) return fault
      const next = line.slice(at + all.length).search(/\s/)
      at = next < 0 ? line.length : at + all.length + Math.max(next, 1)
      continue
    }
    at += all.length
    const broken = at < line.length && !/\s/.test(line[at]!)
    if (broken) {
      fault ??= at
      if (strict) return fault
      while (at < line.length && !/\s/.test(line[at]!)) at++
      continue
    }
    found(key, equals && value.startsWith('"') ? (unquote(value) ?? value.slice(1, -1)) : value)
  }
  return fault
}

const detailsOf = (line: string, fault: number) => `logfmt syntax error at pos ${fault + 1} : unexpected '${line[fault] ?? ""}'`

/** A fault is an error when `strict`; else what can be read counts. */
export function logfmtParser(options: { expressions: Extraction[]; strict: boolean; keepEmpty: boolean }): CompiledStage {
  const { expressions, strict, keepEmpty } = options
  return {
    run: (entry) => {
      if (entry.unread) return true
      const fields = new Map<string, string>()
      const fault = pairsIn(entry.line, strict, (key, value) => {
        if (value !== "" || keepEmpty) fields.set(sanitized(key), value)
      })
      if (expressions.length === 0) for (const [key, value] of fields) entry.extract(key, value)
      for (const { label, path } of expressions) entry.extract(label, fields.get(sanitized(path)) ?? "")
      if (strict && fault !== undefined) entry.fail("LogfmtParserErr", detailsOf(entry.line, fault))
      return true
    },
  }
}
