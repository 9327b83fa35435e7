// Which of Prometheus' sentences says why a query can't be parsed.
import { ParseError, quoted } from "./errors.ts"
import type { Lexed, Token } from "./lexer.ts"
import { signature } from "./signatures.ts"

const GROUPING = new Set(["by", "without", "on", "ignoring", "group_left", "group_right"])
const LONGEST_SHOWN = 10

function described({ type, text }: Token): string {
  if (type === "keyword") return `<${text}>`
  if (type === "operator") return `<op:${text}>`
  if (type === "aggregator") return `<aggr:${text}>`
  if (type === "end of input") return type
  if (type === "sign") return quoted(text)
  const isWord = type === "identifier" || type === "metric identifier"
  return `${type} ${!isWord && text.length > LONGEST_SHOWN ? `${quoted(text.slice(0, LONGEST_SHOWN))}...` : quoted(text)}`
}

const isSign = (token: Token | undefined, text: string) => token?.type === "sign" && token.text === text

/** Whether the word before bracket `open` groups: `by` and `without` do behind an aggregation only, elsewhere they are metrics. */
function opensGrouping(tokens: Token[], open: number): boolean {
  const word = tokens[open - 1]?.type === "keyword" ? (tokens[open - 1]?.text.toLowerCase() ?? "") : ""
  if (word !== "by" && word !== "without") return GROUPING.has(word)
  const before = tokens[open - 2]
  if (before?.type === "aggregator") return true
  return isSign(before, ")") && tokens[(openBrackets(tokens, open - 2).at(-1) ?? 0) - 1]?.type === "aggregator"
}

/** Whether token `at` calls a function that doesn't exist. */
export function isUnknownCall(tokens: Token[], at: number): boolean {
  const token = tokens[at]
  return token?.type === "identifier" && isSign(tokens[at + 1], "(") && tokens[at - 1]?.type !== "keyword" && !signature(token.text)
}

/** The first call of an unknown function that is complete before token `end`: that is said first. */
function unknownBefore(tokens: Token[], end: number): Token | undefined {
  const open: number[] = []
  for (let at = 0; at < end; at++) {
    if (isSign(tokens[at], "(")) open.push(at)
    if (!isSign(tokens[at], ")")) continue
    const name = (open.pop() ?? 0) - 1
    if (isUnknownCall(tokens, name)) return tokens[name]
  }
}

/** Indices of the brackets that are open before token `end`, outermost first. */
function openBrackets(tokens: Token[], end: number): number[] {
  const open: number[] = []
  for (let at = 0; at < end; at++) {
    const token = tokens[at]
    if (token?.type !== "sign") continue
    if ("([{".includes(token.text)) open.push(at)
    else if (")]}".includes(token.text)) open.pop()
  }
  return open
}

function inBraces(tokens: Token[], open: number, at: number): string {
  let item = at
  while (item - 1 > open && !isSign(tokens[item - 1], ",")) item--
  const expected = ['identifier or "}"', "label matching operator", "string", '"," or "}"'][Math.min(at - item, 3)]
  const isName = at - item === 1 && tokens[item]?.type === "string"
  return ` in label matching, expected ${isName ? '"," or "}"' : expected}`
}

function inBrackets(tokens: Token[], open: number, at: number): string {
  const inside = tokens.slice(open + 1, at)
  const colon = inside.findIndex((token) => isSign(token, ":"))
  if (!inside.length) return " in subquery or range selector, expected number, duration, or step()"
  if (colon < 0) return ' in subquery or range, expected ":" or "]"'
  return colon === inside.length - 1
    ? ' in subquery selector, expected number, duration, or step() or "]"'
    : ' in subquery selector, expected "]"'
}

/** An aggregation's brackets that are still open, or those that were expected behind its labels. */
function inAggregation(tokens: Token[], open: number[], at: number): boolean {
  const isGrouped = (index: number): boolean => {
    if (!isSign(tokens[index], ")")) return false
    const start = openBrackets(tokens, index).at(-1) ?? 0
    return opensGrouping(tokens, start) && tokens[start - 2]?.type === "aggregator"
  }
  const opens = (bracket: number) => isSign(tokens[bracket], "(") && (tokens[bracket - 1]?.type === "aggregator" || isGrouped(bracket - 1))
  return isGrouped(at - 1) || open.some(opens)
}

function context(tokens: Token[], at: number): string {
  const open = openBrackets(tokens, at)
  const innermost = open.at(-1)
  const before = tokens[at - 1]
  if (innermost !== undefined) {
    const bracket = tokens[innermost]?.text
    if (bracket === "{") return inBraces(tokens, innermost, at)
    if (bracket === "[") return inBrackets(tokens, innermost, at)
    if (opensGrouping(tokens, innermost)) {
      const first = innermost === at - 1 || isSign(before, ",")
      return ` in grouping opts, expected ${first ? "label" : '"," or ")"'}`
    }
  }
  const word = before?.type === "keyword" ? before.text.toLowerCase() : before?.text
  if (word === "offset") return " in offset, expected number, duration, or step()"
  const isAt = (index: number) => tokens[index]?.type === "operator" && tokens[index]?.text === "@"
  if (isAt(at - 1) || (isAt(at - 2) && /^(start|end)$/i.test(word ?? ""))) return " in @, expected timestamp"
  if (before?.type === "keyword" && word !== "bool" && !word?.startsWith("group") && opensGrouping(tokens, at))
    return ' in grouping opts, expected "("'
  return inAggregation(tokens, open, at) ? " in aggregation" : ""
}

/** The error of a query whose parse failed at character `at`; where only a selector may stand there is no aggregation to name. */
export function syntaxError(query: string, { tokens, error }: Lexed, at: number, onlySelector = false): ParseError {
  const index = tokens.findIndex((token) => token.to > at || token.type === "end of input")
  const token = tokens[index]
  const unknown = unknownBefore(tokens, index < 0 ? tokens.length : index)
  if (unknown) return new ParseError(query, unknown.from, `unknown function with name ${quoted(unknown.text)}`)
  if (!token) return new ParseError(query, error?.at ?? at, error?.reason ?? "unexpected end of input")
  if (index === 0 && token.type === "end of input") return new ParseError(query, 0, "no expression found in input")
  const before = tokens[index - 1]
  const open = openBrackets(tokens, index).at(-1) ?? -1
  if (before && isSign(before, ",") && isSign(tokens[open], "(") && !opensGrouping(tokens, open))
    return new ParseError(query, before.from, "trailing commas not allowed in function call args")
  return new ParseError(query, token.from, `unexpected ${described(token)}${onlySelector ? "" : context(tokens, index)}`)
}
