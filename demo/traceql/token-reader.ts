import { parseError, tokens, type QueryError, type Token } from "./tokens.ts"

const NAMES = { string: "STRING", integer: "INTEGER", float: "FLOAT", duration: "DURATION", identifier: "IDENTIFIER", end: "$end" }
const SCOPES = { resource: "resource.", span: "span.", event: "event.", link: "link.", instrumentation: "instrumentation." }
const MAX_DEPTH = 200
/** A chain of operators is a tree as deep as it is long. */
const MAX_TOKENS = 6000

function nameOf(token: Token): string {
  if (token.kind === "word") return token.text
  if (token.kind !== "field") return NAMES[token.kind]
  if (token.field.kind === "intrinsic") return token.field.intrinsic
  return token.field.parent ? "parent." : token.field.scope ? SCOPES[token.field.scope] : "."
}

/** Walks the tokens of one query. */
export class TokenReader {
  readonly #query: string
  readonly #tokens: Token[]
  #at = 0
  #depth = 0

  /** @throws {QueryError} as `tokens`, and for one with too many */
  constructor(query: string) {
    this.#query = query
    this.#tokens = tokens(query)
    if (this.#tokens.length > MAX_TOKENS) throw parseError(query, this.#tokens[MAX_TOKENS]!.at, "the query is too long")
  }

  get now(): Token {
    return this.#tokens[this.#at]!
  }

  next(): Token {
    const token = this.now
    if (token.kind !== "end") this.#at++
    return token
  }

  /** The operator or keyword that stands here, if one does. */
  get word(): string | undefined {
    const token = this.now
    return token.kind === "word" ? token.text : undefined
  }

  /** Steps over `text` when it is next. */
  accept(text: string): boolean {
    if (this.word !== text) return false
    this.#at++
    return true
  }

  expect(text: string): void {
    if (!this.accept(text)) throw this.unexpected()
  }

  unexpected(): QueryError {
    return parseError(this.#query, this.now.at, `syntax error: unexpected ${nameOf(this.now)}`)
  }

  /** Guards against a query that nests until the stack ends. */
  nested<Result>(read: () => Result): Result {
    if (++this.#depth > MAX_DEPTH) throw parseError(this.#query, this.now.at, "syntax error: nested too deeply")
    const result = read()
    this.#depth--
    return result
  }
}
