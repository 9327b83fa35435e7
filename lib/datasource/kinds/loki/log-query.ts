/** Whether a LogQL query asks for lines: it starts with a selector, perhaps in parentheses; all else is numbers. */
export function asksForLines(expr: string): boolean {
  return /^(?:\s|\(|#[^\n]*\n)*\{/.test(expr)
}
