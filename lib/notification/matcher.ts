import { RE2JS } from "re2js"

export type MatchOperator = "=" | "!=" | "=~" | "!~"
export interface Matcher {
  name: string
  op: MatchOperator
  value: string
}

/** A matcher that can't be read; `at` is the position in the text. */
export class MatcherError extends Error {
  override name = "MatcherError"
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

const RESERVED = /[\s{}!=~,\\"'`]/

/**
 * Alertmanager's UTF-8 grammar: `name op value`, joined by commas, braces optional but balanced, one trailing comma allowed,
 * double quotes with Go's escapes.
 * @throws {MatcherError}
 */
export function parseMatchers(source: string): Matcher[] {
  const reader = new Reader(source)
  const braced = reader.take("{")
  const matchers: Matcher[] = []
  while (!reader.done() && !reader.at("}")) {
    matchers.push(reader.matcher())
    if (!reader.take(",")) break
  }
  if (braced && !reader.take("}")) reader.fail("a } is missing")
  if (!reader.done()) reader.fail("can't read what follows")
  for (const matcher of matchers) compile(matcher)
  return matchers
}

/** Whether a text is readable as matchers. */
export function isMatchers(source: string): boolean {
  try {
    parseMatchers(source)
    return true
  } catch {
    return false
  }
}

class Reader {
  private at_ = 0
  private readonly source: string
  constructor(source: string) {
    this.source = source
  }
  private skip() {
    while (/\s/.test(this.source[this.at_] ?? "")) this.at_++
  }
  done() {
    this.skip()
    return this.at_ >= this.source.length
  }
  at(text: string) {
    this.skip()
    return this.source.startsWith(text, this.at_)
  }
  take(text: string) {
    const found = this.at(text)
    if (found) this.at_ += text.length
    return found
  }
  fail(message: string): never {
    throw new MatcherError(`${message}: "${this.source.slice(this.at_, this.at_ + 20)}"`, this.at_)
  }
  matcher(): Matcher {
    const name = this.literal()
    const op = (["=~", "!~", "!=", "="] as const).find((operator) => this.take(operator))
    if (!name) this.fail("a label name is missing")
    if (!op) this.fail("one of = != =~ !~ is missing")
    return { name, op, value: this.literal() }
  }
  private literal(): string {
    this.skip()
    if (this.source[this.at_] === '"') return this.quoted()
    const start = this.at_
    while (this.at_ < this.source.length && !RESERVED.test(this.source[this.at_]!)) this.at_++
    return this.source.slice(start, this.at_)
  }
  private quoted(): string {
    const match = /"(?:[^"\\\n]|\\.)*"/y
    match.lastIndex = this.at_
    const found = match.exec(this.source)?.[0]
    if (!found) this.fail("a quote is not closed")
    const text = goUnquote(found)
    if (text === undefined) this.fail("an unknown escape")
    this.at_ += found.length
    return text
  }
}

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", a: "\u0007", b: "\b", f: "\f", v: "\v", "\\": "\\", '"': '"' }

function goUnquote(quoted: string): string | undefined {
  let wrong = false
  const text = quoted
    .slice(1, -1)
    .replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/g, (_, hex?: string, unit?: string, char?: string) => {
      if (hex ?? unit) return String.fromCodePoint(Number.parseInt((hex ?? unit)!, 16))
      const known = ESCAPES[char ?? ""]
      if (known === undefined) wrong = true
      return known ?? ""
    })
  return wrong ? undefined : text
}

const compiled = new Map<string, RE2JS>()
const MAX_COMPILED = 2_000

/** The regex of a matcher, anchored at both ends; RE2, so no text can make it slow. */
function compile({ op, value }: Matcher): RE2JS | undefined {
  if (op === "=" || op === "!=") return undefined
  const known = compiled.get(value)
  if (known) return known
  try {
    const regex = RE2JS.compile(`^(?:${value})$`, RE2JS.DOTALL)
    if (compiled.size >= MAX_COMPILED) compiled.clear()
    compiled.set(value, regex)
    return regex
  } catch (cause) {
    throw new MatcherError(`"${value}" is not a regular expression: ${cause instanceof Error ? cause.message : String(cause)}`, 0)
  }
}

/** Whether all matchers hold; a label that is absent counts as "". */
export function matches(matchers: Matcher[], labels: Record<string, string>): boolean {
  return matchers.every((matcher) => {
    const value = Object.hasOwn(labels, matcher.name) ? labels[matcher.name]! : ""
    switch (matcher.op) {
      case "=":
        return value === matcher.value
      case "!=":
        return value !== matcher.value
      case "=~":
        return compile(matcher)!.matches(value)
      case "!~":
        return !compile(matcher)!.matches(value)
    }
  })
}
