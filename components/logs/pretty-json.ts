const longest = 200_000

/**
 * A JSON line indented for reading, every literal as it was written (a 19-digit id keeps all its digits). Undefined for what is not an
 * object or array, or too long to be read anyway. Iterative: depth can't overflow.
 */
export function prettyJson(line: string): string | undefined {
  const text = line.trim()
  if (!/^[[{]/.test(text) || text.length > longest || !isJson(text)) return undefined
  const parts: string[] = []
  let depth = 0
  const newline = () => parts.push(`\n${"  ".repeat(Math.min(depth, 60))}`)
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (character === '"') {
      const end = stringEnd(text, at)
      parts.push(text.slice(at, end + 1))
      at = end
    } else if (character === "{" || character === "[") {
      const next = nextSolid(text, at + 1)
      parts.push(character)
      if (text[next] === "}" || text[next] === "]") {
        parts.push(text[next])
        at = next
      } else {
        depth++
        newline()
      }
    } else if (character === "}" || character === "]") {
      depth--
      newline()
      parts.push(character)
    } else if (character === ",") {
      parts.push(character)
      newline()
    } else if (character === ":") parts.push(": ")
    else if (!/\s/.test(character)) parts.push(character)
  }
  return parts.join("")
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++
    else if (text[at] === '"') return at
  }
  return text.length - 1
}

function nextSolid(text: string, start: number): number {
  let at = start
  while (at < text.length && /\s/.test(text[at]!)) at++
  return at
}
