// Prometheus' own tokens. The tree comes from the Lezer grammar; these give a wrong query the real server's words.
import { quoted } from "./errors.ts"

export type TokenType =
  | "identifier"
  | "metric identifier"
  | "keyword"
  | "aggregator"
  | "operator"
  | "number"
  | "duration"
  | "string"
  | "sign"
  | "end of input"

export interface Token {
  type: TokenType
  text: string
  from: number
  to: number
}

export interface Lexed {
  /** Up to the first character that is no token; ends with "end of input" when there is none. */
  tokens: Token[]
  error?: { at: number; reason: string }
}

const KEYWORDS = new Set(["offset", "by", "without", "on", "ignoring", "group_left", "group_right", "bool"])
const WORD_OPERATORS = new Set(["and", "or", "unless", "atan2"])
const AGGREGATORS = new Set("sum avg count min max group stddev stdvar topk bottomk count_values quantile limitk limit_ratio".split(" "))

const SPACE = /[ \t\n\r]+|#[^\n\r]*/y
const WORD = /[a-zA-Z_:][a-zA-Z0-9_:]*/y
const LABEL = /[a-zA-Z_][a-zA-Z0-9_]*/y
const DIGITS = /(?:0[xX]_?[\da-fA-F_]*|(?:\.?\d)[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?)/y
const DURATION = /\d+(?:ms|[smhdwy])(?:\d+(?:ms|[smhdw]))*/y
const OPERATOR = /==|!=|<=|>=|[-+*/%^<>@]/y
const IN_BRACES = /=~|!~|!=|=/y
const SOUND_NUMBER = /^(?:0[xX]_?[\da-fA-F]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?[\d_]+)?)$/

function wordType(word: string): TokenType {
  const name = word.toLowerCase()
  if (KEYWORDS.has(name)) return "keyword"
  if (WORD_OPERATORS.has(name)) return "operator"
  if (AGGREGATORS.has(name)) return "aggregator"
  if (name === "start" || name === "end") return "sign"
  if (name === "inf" || name === "nan") return "number"
  return word.includes(":") ? "metric identifier" : "identifier"
}

class Lexer {
  readonly text: string
  readonly tokens: Token[] = []
  at = 0
  error?: { at: number; reason: string }
  #depth = 0
  #braces = false
  #bracket = false
  #colon = false

  constructor(text: string) {
    this.text = text
  }

  #fail(reason: string, at = this.at): void {
    this.error = { at, reason }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    return pattern.exec(this.text)?.[0]
  }

  #emit(type: TokenType, text: string): void {
    this.tokens.push({ type, text, from: this.at, to: this.at + text.length })
    this.at += text.length
  }

  run(): Lexed {
    while (!this.error) {
      const space = this.#take(SPACE)
      if (space) {
        this.at += space.length
        continue
      }
      if (this.at >= this.text.length) {
        this.#end()
        break
      }
      if (this.#braces) this.#insideBraces()
      else this.#statement()
    }
    return { tokens: this.tokens, error: this.error }
  }

  #end(): void {
    if (this.#braces) this.#fail("unexpected end of input inside braces")
    else if (this.#depth) this.#fail("unclosed left parenthesis")
    else if (this.#bracket) this.#fail("unclosed left bracket")
    else this.#emit("end of input", "")
  }

  #string(): void {
    const open = this.text[this.at] ?? ""
    const raw = open === "`"
    const inner = raw ? /[^`]*/y : open === "'" ? /(?:\\[\s\S]|[^\\\n'])*/y : /(?:\\[\s\S]|[^\\\n"])*/y
    inner.lastIndex = this.at + 1
    const to = this.at + 1 + (inner.exec(this.text)?.[0].length ?? 0)
    if (this.text[to] !== open) return this.#fail(raw ? "unterminated raw string" : "unterminated quoted string")
    const text = this.text.slice(this.at, to + 1)
    const wrong = raw ? null : /\\(?![abfnrtv\\"'0-7xuU])([\s\S])/u.exec(text.replaceAll("\\\\", "__"))
    if (wrong?.[1]) {
      const code = wrong[1].codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")
      return this.#fail(`unknown escape sequence U+${code} '${wrong[1]}'`)
    }
    this.#emit("string", text)
  }

  #insideBraces(): void {
    const char = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0)
    const word = this.#take(LABEL)
    const operator = this.#take(IN_BRACES)
    if (word) this.#emit("identifier", word)
    else if (operator) this.#emit(operator === "=" ? "sign" : "operator", operator)
    else if (/["'`]/.test(char)) this.#string()
    else if (char === ",") this.#emit("sign", char)
    else if (char === "}") {
      this.#emit("sign", char)
      this.#braces = false
    } else if (char === "!") this.#fail(`unexpected character after '!' inside braces: ${runeAt(this.text, this.at + 1)}`)
    else this.#fail(char === "{" ? "unexpected left brace '{'" : `unexpected character inside braces: ${rune(char)}`)
  }

  #number(): void {
    const duration = this.#take(DURATION)
    const digits = this.#take(DIGITS) ?? ""
    const follows = (length: number) => /[\w]/.test(this.text[this.at + length] ?? "")
    if (SOUND_NUMBER.test(digits) && !follows(digits.length)) this.#emit("number", digits)
    else if (duration && !follows(duration.length)) this.#emit("duration", duration)
    else this.#fail(`bad number or duration syntax: ${quoted(/^[\d.]+[a-zA-Z]?/.exec(this.text.slice(this.at))?.[0] ?? digits)}`)
  }

  #bracketWord(char: string): void {
    if (char !== ":") return this.#fail(`unexpected character in duration expression: ${rune(char)}`)
    if (this.#colon) return this.#fail("unexpected repeated colon in duration expression")
    this.#colon = true
    this.#emit("sign", ":")
  }

  #statement(): void {
    const char = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0)
    const next = this.text[this.at + 1] ?? ""
    const operator = this.#take(OPERATOR)
    if (char === "." ? /\d/.test(next) : /\d/.test(char)) this.#number()
    else if (/["'`]/.test(char)) this.#string()
    else if (/[a-zA-Z_:]/.test(char)) {
      const word = this.#take(WORD) ?? ""
      if (this.#bracket) this.#bracketWord(char)
      else this.#emit(wordType(word), word)
    } else if (operator) this.#emit("operator", operator)
    else if (char === "=" && next === "~") this.#fail("unexpected character after '=': '~'")
    else if (char === "!") this.#fail(`unexpected character after '!': ${runeAt(this.text, this.at + 1)}`)
    else if ("=,".includes(char)) this.#emit("sign", char)
    else this.#bracketSign(char)
  }

  #bracketSign(char: string): void {
    if (char === ")" && this.#depth === 0) return this.#fail("unexpected right parenthesis ')'", this.at + 1)
    if (char === "[" && this.#bracket) return this.#fail("unexpected left bracket '['")
    if (char === "]" && !this.#bracket) return this.#fail("unexpected right bracket ']'")
    if (!"()[]{".includes(char)) return this.#fail(`unexpected character: ${rune(char)}`)
    this.#emit("sign", char)
    this.#depth += char === "(" ? 1 : char === ")" ? -1 : 0
    if (char === "[" || char === "]") {
      this.#bracket = char === "["
      this.#colon = false
    }
    this.#braces = char === "{"
  }
}

/** As Go's %q shows a character. */
function rune(char: string): string {
  return `'${char.replace(/[\\']/, "\\$&")}'`
}

function runeAt(text: string, at: number): string {
  const code = text.codePointAt(at)
  return rune(code === undefined ? "\ufffd" : String.fromCodePoint(code))
}

/** The tokens of a query. */
export function lex(text: string): Lexed {
  return new Lexer(text).run()
}
