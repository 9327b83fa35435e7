import { unscopedIntrinsic, type Field, type FieldExpression, type Static } from "./ast.ts"
import type { TokenReader } from "./token-reader.ts"

/** As in Tempo's grammar: `&&` and `||` bind alike, `!` binds tighter than `+`, `^` groups to the right. */
const BINDING: Record<string, number> = {
  "&&": 2,
  "||": 2,
  ...Object.fromEntries(["=", "!=", "<", "<=", ">", ">=", "=~", "!~"].map((op) => [op, 3])),
  "+": 4,
  "-": 4,
  "*": 6,
  "/": 6,
  "%": 6,
  "^": 7,
}
const PREFIX: Record<string, number> = { "-": 4, "!": 5 }

const KEYWORDS: Record<string, Static> = Object.fromEntries([
  ["true", { kind: "static", type: "bool", value: true }],
  ["false", { kind: "static", type: "bool", value: false }],
  ["nil", { kind: "static", type: "nil", value: undefined }],
  ...["ok", "error", "unset"].map((value) => [value, { kind: "static", type: "status", value }]),
  ...["unspecified", "internal", "server", "client", "producer", "consumer"].map((value) => [
    value,
    { kind: "static", type: "kind", value },
  ]),
])

/** What stands between the braces of `{ }`. */
export function parseExpression(reader: TokenReader, loosest = 0): FieldExpression {
  return reader.nested(() => {
    let left = operand(reader)
    for (;;) {
      const op = reader.word
      const binding = op === undefined ? undefined : BINDING[op]
      if (op === undefined || binding === undefined || binding <= loosest) return left
      reader.next()
      left = { kind: "binary", op, left, right: parseExpression(reader, op === "^" ? binding - 1 : binding) }
    }
  })
}

function operand(reader: TokenReader): FieldExpression {
  const op = reader.word
  if (op === "-" || op === "!") {
    reader.next()
    const of = parseExpression(reader, PREFIX[op])
    return op === "-" && of.kind === "static" && typeof of.value === "number" ? { ...of, value: -of.value } : { kind: "unary", op, of }
  }
  if (reader.accept("(")) {
    const inner = parseExpression(reader)
    reader.expect(")")
    return inner
  }
  const found = staticHere(reader) ?? fieldHere(reader)
  if (!found) throw reader.unexpected()
  return found
}

/** The literal that stands here, stepped over. */
export function staticHere(reader: TokenReader): Static | undefined {
  const token = reader.now
  const found: Static | undefined =
    token.kind === "word"
      ? KEYWORDS[token.text]
      : token.kind === "string" || token.kind === "float" || token.kind === "duration"
        ? { kind: "static", type: token.kind, value: token.value }
        : token.kind === "integer"
          ? { kind: "static", type: "int", value: token.value }
          : undefined
  if (found) reader.next()
  return found
}

/** The attribute or intrinsic that stands here, stepped over. */
export function fieldHere(reader: TokenReader): Field | undefined {
  const token = reader.now
  const intrinsic = token.kind === "word" ? unscopedIntrinsic(token.text) : undefined
  const field: Field | undefined = token.kind === "field" ? token.field : intrinsic ? { kind: "intrinsic", intrinsic } : undefined
  if (field) reader.next()
  return field
}

/** @throws {QueryError} where no field stands */
export function parseField(reader: TokenReader): Field {
  const field = fieldHere(reader)
  if (!field) throw reader.unexpected()
  return field
}
