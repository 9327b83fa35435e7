/** What stands at the cursor of a LogQL or TraceQL query. `from`: where the word begins that is typed. */
export type Place =
  /** A label or attribute inside braces; `known` are the conditions before it. */
  | { at: "name"; from: number; known: Condition[] }
  /** A value; `quote` is the one that opened it, "" before any. */
  | { at: "value"; from: number; name: string; quote: string; known: Condition[] }
  /** After a `|` outside of braces; `selector` is the last closed one. */
  | { at: "stage"; from: number; selector: string }
  /** Inside `by (…)` and its like. */
  | { at: "grouping"; from: number; selector: string }
  | { at: "outside"; from: number }

/** As typed; `text` with its quotes. */
export interface Condition {
  name: string
  operator: string
  text: string
}

const WORD = /[\p{L}\p{N}_.:$-]/u
const OPERATOR = /[=!~<>]/
const groupings = new Set(["by", "without", "on", "ignoring", "group_left", "group_right"])

interface Scan {
  text: string
  end: number
  position: number
  inBraces: boolean
  bracesFrom: number
  selector: string
  /** The last word, and the operator after it. */
  name: string
  operator: string
  known: Condition[]
  lineFilter: boolean
  stage: boolean
  grouping: "no" | "announced" | "open"
}

/** Reads the text up to the cursor once; undefined where nothing can be offered (comments, other strings, after a whole condition). */
export function placeInQuery(text: string, cursor: number): Place | undefined {
  const scan: Scan = {
    text,
    end: cursor,
    position: 0,
    inBraces: false,
    bracesFrom: 0,
    selector: "",
    name: "",
    operator: "",
    known: [],
    lineFilter: false,
    stage: false,
    grouping: "no",
  }
  while (scan.position < cursor) {
    const character = text.charAt(scan.position)
    if (character === '"' || character === "`") {
      const inside = readString(scan, character)
      if (inside) return inside.place
    } else if (character === "#" && !scan.inBraces) {
      const lineEnd = text.indexOf("\n", scan.position)
      if (lineEnd < 0 || lineEnd >= cursor) return undefined
      scan.position = lineEnd
    } else if (WORD.test(character)) {
      const from = scan.position
      while (scan.position < cursor && WORD.test(text.charAt(scan.position))) scan.position++
      if (scan.position === cursor) return placeOf(scan, from)
      takeWord(scan, text.slice(from, scan.position))
    } else takeSign(scan, character)
  }
  return placeOf(scan, cursor)
}

/** Goes behind the string; answers the place when the cursor is inside of it. */
function readString(scan: Scan, quote: string): { place: Place | undefined } | undefined {
  const from = scan.position + 1
  let end = from
  while (end < scan.end && scan.text.charAt(end) !== quote) end += quote === '"' && scan.text.charAt(end) === "\\" ? 2 : 1
  const { name, operator, known } = scan
  const isValue = scan.inBraces && operator !== ""
  if (end >= scan.end) return { place: isValue ? { at: "value", from, name, quote, known } : undefined }
  if (isValue) known.push({ name, operator, text: scan.text.slice(from - 1, end + 1) })
  Object.assign(scan, { position: end + 1, name: isValue ? "" : name, operator: "", lineFilter: false, stage: false })
  return undefined
}

function takeWord(scan: Scan, word: string): void {
  if (groupings.has(word) && !scan.inBraces) scan.grouping = "announced"
  scan.stage = false
  // A value without quotes ends its condition.
  Object.assign(scan, scan.operator === "" ? { name: word } : { name: "", operator: "" })
}

function takeSign(scan: Scan, sign: string): void {
  const from = scan.position++
  if (/\s/.test(sign)) return
  if (OPERATOR.test(sign)) takeOperator(scan, from)
  else if (sign === "{") Object.assign(scan, { inBraces: true, bracesFrom: from, known: [], name: "", operator: "" })
  else if (sign === "}")
    Object.assign(scan, {
      inBraces: false,
      selector: scan.text.slice(scan.bracesFrom, scan.position),
      name: "",
      operator: "",
      stage: false,
    })
  else if (sign === "|" && !scan.inBraces) takePipe(scan)
  else {
    if (sign === "|") scan.known = []
    if (sign === "(") scan.grouping = scan.grouping === "announced" ? "open" : "no"
    if (sign === ")") scan.grouping = "no"
    Object.assign(scan, { name: "", operator: "", stage: false })
  }
}

/** `|=` and `|~` filter lines: what follows is no label's value. */
function takePipe(scan: Scan): void {
  const next = scan.text.charAt(scan.position)
  const filters = (next === "=" || next === "~") && scan.position < scan.end
  if (filters) scan.position++
  Object.assign(scan, { name: "", operator: "", stage: !filters, lineFilter: filters })
}

function takeOperator(scan: Scan, from: number): void {
  while (scan.position < scan.end && OPERATOR.test(scan.text.charAt(scan.position))) scan.position++
  if (scan.name !== "") scan.operator = scan.text.slice(from, scan.position)
}

function placeOf(scan: Scan, from: number): Place | undefined {
  const { name, operator, known, selector } = scan
  if (scan.inBraces) {
    if (operator !== "") return { at: "value", from, name, quote: "", known }
    return name === "" ? { at: "name", from, known } : undefined
  }
  if (scan.lineFilter || operator !== "") return undefined
  if (scan.grouping === "open") return { at: "grouping", from, selector }
  if (scan.stage) return { at: "stage", from, selector }
  return { at: "outside", from }
}
