// `| json` and `| unpack`: read by hand, because numbers stay as written and what stands before a fault counts.
import type { Extraction } from "#demo/logql/syntax.ts"
import type { Entry } from "./entry.ts"
import type { CompiledStage } from "./stage.ts"

const JSON_ERROR = "JSONParserErr"
const NO_OBJECT = "Value looks like object, but can't find closing '}' symbol"
const NO_ARRAY = "Value is array, but can't find closing ']' symbol"
const NO_STRING = "Value is string, but can't find closing '\"' symbol"
const UNKNOWN = "Unknown value type"

class Broken extends Error {}

/** A label's name of any text. */
export function sanitized(key: string): string {
  const name = key.replaceAll(/[^\w]/g, "_")
  return /^\d/.test(name) ? `_${name}` : name
}

class Scanner {
  at = 0
  readonly text: string
  readonly found: (path: string[], value: string) => void
  readonly path: string[] = []

  constructor(text: string, found: Scanner["found"]) {
    this.text = text
    this.found = found
  }

  private skip(): number {
    let code = this.text.charCodeAt(this.at)
    while (code === 32 || (code >= 9 && code <= 13)) code = this.text.charCodeAt(++this.at)
    return code
  }

  private string(): string {
    const from = ++this.at
    let escaped = false
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (Number.isNaN(code)) throw new Broken(NO_STRING)
      if (code === 34) break
      if (code === 92) {
        escaped = true
        this.at++
      }
      this.at++
    }
    const raw = this.text.slice(from, this.at++)
    if (!escaped) return raw
    try {
      return JSON.parse(`"${raw}"`) as string
    } catch {
      return raw
    }
  }

  /** `{…}`, telling of each text, number and boolean in it; arrays and null are passed over. */
  object(): void {
    if (this.skip() !== 123) throw new Broken(NO_OBJECT)
    this.at++
    if (this.skip() === 125) {
      this.at++
      return
    }
    for (;;) {
      if (this.skip() !== 34) throw new Broken(NO_OBJECT)
      this.path.push(this.string())
      if (this.skip() !== 58) throw new Broken(NO_OBJECT)
      this.at++
      this.value()
      this.path.pop()
      const code = this.skip()
      this.at++
      if (code === 125) return
      if (code !== 44) throw new Broken(NO_ARRAY)
    }
  }

  private value(): void {
    const code = this.skip()
    if (code === 34) this.found(this.path, this.string())
    else if (code === 123) this.object()
    else if (code === 91) this.array()
    else {
      const word = /[^\s,}\]]*/y
      word.lastIndex = this.at
      const text = word.exec(this.text)![0]
      if (!/^(?:true|false|null|-?\d[\d.eE+-]*)$/.test(text)) throw new Broken(UNKNOWN)
      this.at += text.length
      if (text !== "null") this.found(this.path, text)
    }
  }

  private array(): void {
    let depth = 0
    do {
      const code = this.text.charCodeAt(this.at)
      if (Number.isNaN(code)) throw new Broken(NO_ARRAY)
      if (code === 34) this.string()
      else {
        if (code === 91 || code === 123) depth++
        if (code === 93 || code === 125) depth--
        this.at++
      }
    } while (depth > 0)
  }
}

function scan(entry: Entry, found: Scanner["found"]): void {
  try {
    new Scanner(entry.line, found).object()
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    entry.fail(JSON_ERROR, error.message)
  }
}

/** The steps of `a.b[0]["c d"]`. */
function stepsOf(path: string): (string | number)[] {
  const steps: (string | number)[] = []
  let at = 0
  for (const match of path.matchAll(/\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\[?"((?:\\.|[^"\\])*)"\]?|\.(?=\[)/gy)) {
    if (match[1] !== undefined) steps.push(match[1])
    else if (match[2] !== undefined) steps.push(Number(match[2]))
    else if (match[3] !== undefined) steps.push(match[3])
    at = match.index + match[0].length
  }
  if (at !== path.length || steps.length === 0) throw new Error(`cannot parse expression [${path}]: syntax error: unexpected $end`)
  return steps
}

function at(document: unknown, steps: (string | number)[]): unknown {
  let value = document
  for (const step of steps) {
    if (typeof value !== "object" || value === null) return undefined
    value = Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined
  }
  return value
}

const written = (value: unknown) => (typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value))

/** Without expressions every field becomes a label, nested ones joined by `_`. @throws in Loki's words */
export function jsonParser(expressions: Extraction[]): CompiledStage {
  if (expressions.length === 0)
    return { run: (entry) => (entry.unread || scan(entry, (path, value) => entry.extract(path.map(sanitized).join("_"), value)), true) }
  const wanted = expressions.map(({ label, path }) => ({ label, steps: stepsOf(path) }))
  return {
    run: (entry) => {
      if (entry.unread) return true
      let document: unknown
      try {
        document = JSON.parse(entry.line)
      } catch {
        entry.fail(JSON_ERROR, "")
        return true
      }
      for (const { label, steps } of wanted) entry.extract(label, written(at(document, steps)))
      return true
    },
  }
}

/** What `pack` wrote: its texts become labels, `_entry` the line. */
export const unpackParser: CompiledStage = {
  run: (entry) => {
    if (entry.unread && !entry.line.includes('"_entry"')) return true
    const { line } = entry
    if (!line.trimStart().startsWith("{")) {
      entry.fail(JSON_ERROR, "expecting json object(6), but it is not")
      return true
    }
    scan(entry, (path, value) => {
      if (path.length !== 1) return
      if (path[0] === "_entry") entry.line = value
      else entry.extract(sanitized(path[0]!), value)
    })
    return true
  },
}

/** Of each label that `| json` would make, the path of its field. */
export function flattenJson(line: string): Map<string, string[]> {
  const paths = new Map<string, string[]>()
  try {
    new Scanner(line, (path) => paths.set(path.map(sanitized).join("_"), [...path])).object()
  } catch (error) {
    if (!(error instanceof Broken)) throw error
  }
  return paths
}
