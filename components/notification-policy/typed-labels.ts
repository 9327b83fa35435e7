const pair = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))\s*(?:,|$|\n)/gy

/** Labels as people type them: `alertname=Down, service="check out"`, one a line or with commas. Undefined when it is none. */
export function parseLabels(typed: string): Record<string, string> | undefined {
  const text = typed.trim().replace(/^\{|\}$/g, "")
  const labels: Record<string, string> = {}
  let at = 0
  pair.lastIndex = 0
  for (let found = pair.exec(text); found; found = pair.exec(text)) {
    labels[found[1] ?? ""] = found[2] === undefined ? (found[3] ?? "") : found[2].replace(/\\(.)/g, "$1")
    at = pair.lastIndex
  }
  return at >= text.length ? labels : undefined
}
