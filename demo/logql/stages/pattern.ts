// Loki's patterns: `<name> literal <_>`.
import type { CompiledStage } from "./stage.ts"

/** Captures and literals in turn; `<_>` has no name. */
type Part = { capture: string } | { literal: string }

function partsOf(pattern: string): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const match of pattern.matchAll(/<([A-Za-z_][\w]*)>/g)) {
    if (match.index > at) parts.push({ literal: pattern.slice(at, match.index) })
    else if (parts.at(-1)) throw new Error(`found consecutive capture '${pattern.slice(0, match.index + match[0].length)}'`)
    parts.push({ capture: match[1]! })
    at = match.index + match[0].length
  }
  if (at < pattern.length) parts.push({ literal: pattern.slice(at) })
  return parts
}

/** `| pattern`: what is missed takes the rest of the line. @throws in Loki's words */
export function patternParser(pattern: string): CompiledStage {
  const parts = partsOf(pattern)
  const names = parts.flatMap((part) => ("capture" in part && part.capture !== "_" ? [part.capture] : []))
  if (names.length === 0) throw new Error("at least one capture is required")
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw new Error(`duplicate capture name (${twice})`)
  return {
    run: (entry) => {
      if (entry.unread) return true
      let rest = entry.line
      let index = 0
      const [head] = parts
      if (head && "literal" in head) {
        if (!rest.startsWith(head.literal)) return true
        rest = rest.slice(head.literal.length)
        index = 1
      }
      for (; index < parts.length; index += 2) {
        const part = parts[index]!
        const next = parts[index + 1]
        const end = next && "literal" in next ? rest.indexOf(next.literal) : -1
        if ("capture" in part && part.capture !== "_") entry.extract(part.capture, end < 0 ? rest : rest.slice(0, end))
        if (end < 0 || !next || !("literal" in next)) break
        rest = rest.slice(end + next.literal.length)
      }
      return true
    },
  }
}

/** `|>`: the whole line, `<_>` for anything. @throws in Loki's words */
export function linePattern(pattern: string): (line: string) => boolean {
  const parts = partsOf(pattern)
  if (parts.some((part) => "capture" in part && part.capture !== "_")) throw new Error("named captures are not allowed")
  return (line) => {
    let at = 0
    for (const [index, part] of parts.entries()) {
      if ("capture" in part) continue
      const found = line.indexOf(part.literal, at)
      if (found < 0 || (index === 0 && found !== 0)) return false
      at = found + part.literal.length
    }
    const last = parts.at(-1)
    return last !== undefined && ("capture" in last || line.endsWith(last.literal))
  }
}
