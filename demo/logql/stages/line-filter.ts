// |=, !=, |~, !~, |>, !> and ip().
import { contains } from "#demo/logql/regex.ts"
import type { LineFilterStage } from "#demo/logql/syntax.ts"
import { ipInText } from "./ip.ts"
import { linePattern } from "./pattern.ts"
import type { CompiledStage } from "./stage.ts"

type Test = (line: string) => boolean

function testOf(op: LineFilterStage["op"], text: string, ip: boolean): Test {
  if (ip) return ipInText(text)
  if (op === "|~" || op === "!~") return text === "" ? () => true : contains(text)
  if (op === "|>" || op === "!>") return linePattern(text)
  return (line) => line.includes(text)
}

/** Text, classes and escapes that may mean a digit. */
const DIGITS = /\d|\\[dwxpP]|\[\^|\[:/

/** @throws with Go's words when a pattern is none */
export function lineFilter({ op, alternatives }: LineFilterStage): CompiledStage {
  const tests = alternatives.map(({ text, ip }) => testOf(op, text, ip))
  const [only] = tests
  const found: Test = tests.length === 1 && only ? only : (line) => tests.some((test) => test(line))
  const decides = { on: "line", hasDigits: alternatives.some(({ text, ip }) => ip || DIGITS.test(text)) } as const
  if (op.startsWith("!")) return { run: ({ line }) => !found(line), decides }
  return { run: ({ line }) => found(line), decides }
}
