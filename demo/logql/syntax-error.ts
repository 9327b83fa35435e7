// The words for a text that the grammar refuses, as Loki's parser says them.
import type { SyntaxNode } from "@lezer/common"
import { LogqlError, parseError } from "./errors.ts"

const TOKEN = /\s+|#[^\n]*|"(?:\\.|[^"\\\n])*"|`[^`]*`|\d[\w.]*|[A-Za-z_]\w*|\|[=~>]|![=~>]|=[~=]|[<>]=|--[a-z-]+|[\s\S]/gy

/** The first token at or behind `from`. */
function tokenAt(text: string, from: number): { text: string; at: number } | undefined {
  TOKEN.lastIndex = from
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    if (!/^[\s#]/.test(match[0])) return { text: match[0], at: match.index }
  }
  return undefined
}

const KEYWORDS = new Set(
  "by without and or unless bool on ignoring group_left group_right offset json logfmt unpack pattern regexp unwrap label_format line_format decolorize drop keep sum avg min max count stddev stdvar topk bottomk sort sort_desc rate rate_counter count_over_time bytes_over_time bytes_rate avg_over_time sum_over_time min_over_time max_over_time stddev_over_time stdvar_over_time quantile_over_time first_over_time last_over_time absent_over_time label_replace vector ip bytes duration duration_seconds".split(
    " ",
  ),
)

function nameOf(token: string): string {
  if (/^["`]/.test(token)) return token.length > 1 ? "STRING" : token
  if (/^\d[\d.eE+-]*$/.test(token)) return "NUMBER"
  if (/^\d/.test(token)) return /b$/i.test(token) ? "BYTES" : "DURATION"
  if (/^\w/.test(token) && !KEYWORDS.has(token)) return "IDENTIFIER"
  return token
}

/** Loki names what it expected when there are at most four choices. */
function expected(node: SyntaxNode): string {
  const { parent, prevSibling } = node
  if (parent?.name === "Selector") return prevSibling ? ", expecting } or ," : ", expecting IDENTIFIER or }"
  if (parent?.name === "Matcher" && parent.parent?.name === "Matchers")
    return prevSibling?.name === "Identifier" ? ", expecting = or =~ or !~ or !=" : ", expecting STRING"
  if (parent?.name === "LineFilter") return ", expecting STRING or ip"
  return ""
}

/** @param node the first error in the tree */
export function syntaxError(text: string, node: SyntaxNode): LogqlError {
  const token = tokenAt(text, node.from)
  const words = `syntax error: unexpected ${token ? nameOf(token.text) : "$end"}${expected(node)}`
  if (text.trim() === "") return parseError("syntax error: unexpected $end")
  const before = text.slice(0, token?.at ?? text.length)
  const line = before.split("\n").length
  return new LogqlError(`parse error at line ${line}, col ${before.length - before.lastIndexOf("\n")}: ${words}`)
}
