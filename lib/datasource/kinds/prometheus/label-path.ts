/** The path of a label's values; names that are no classic ones go in Prometheus' own escaping (`U__http_2e_status_code`). */
export function valuesPath(name: string): string {
  const classic = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
  const escaped = classic ? name : `U__${Array.from(name, escapeChar).join("")}`
  return `/api/v1/label/${encodeURIComponent(escaped)}/values`
}

function escapeChar(char: string, at: number): string {
  if (char === "_") return "__"
  if (/[A-Za-z:]/.test(char) || (at > 0 && /\d/.test(char))) return char
  return `_${char.codePointAt(0)!.toString(16)}_`
}
