/** A scanner over the bytes of a JSON text: finds where values begin and end without making them. Iterative, so depth can't overflow. */

/** The text is not JSON, or ends too early. */
export class JsonBroken extends Error {
  override name = "JsonBroken"
  readonly at: number
  constructor(at: number) {
    super(`JSON breaks at byte ${at}`)
    this.at = at
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

/** Where the scanner stands. Shared by the walkers below; `at` moves. */
export interface Cursor {
  bytes: Buffer
  at: number
}

/** Skips blanks; returns the byte there, or -1 at the end. */
export function peek(cursor: Cursor): number {
  const { bytes } = cursor
  let at = cursor.at
  let byte = bytes[at]
  while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = bytes[++at]
  cursor.at = at
  return byte ?? -1
}

/** Steps over one byte that must be there. */
export function expect(cursor: Cursor, byte: number): void {
  if (peek(cursor) !== byte) throw new JsonBroken(cursor.at)
  cursor.at++
}

/** Steps over a string; `cursor.at` stands behind the closing quote. */
function skipString(cursor: Cursor): void {
  const { bytes } = cursor
  const opening = cursor.at
  let at = opening + 1
  for (;;) {
    at = bytes.indexOf(QUOTE, at)
    if (at < 0) throw new JsonBroken(opening)
    let slashes = 0
    while (bytes[at - 1 - slashes] === BACKSLASH && at - 1 - slashes > opening) slashes++
    at++
    if (slashes % 2 === 0) break
  }
  cursor.at = at
}

function isPunctuation(byte: number): boolean {
  return byte === COMMA || byte === COLON || byte === OPEN_ARRAY || byte === CLOSE_ARRAY || byte === OPEN_OBJECT || byte === CLOSE_OBJECT
}

/** Steps over one value of any kind. */
export function skipValue(cursor: Cursor): void {
  let depth = 0
  do {
    const byte = peek(cursor)
    if (byte === -1) throw new JsonBroken(cursor.at)
    if (byte === QUOTE) skipString(cursor)
    else if (isPunctuation(byte)) {
      if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth++
      else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth--
      cursor.at++
    } else skipScalar(cursor)
  } while (depth > 0)
}

/** Steps over a number or a word. */
function skipScalar(cursor: Cursor): void {
  const { bytes } = cursor
  let at = cursor.at
  for (;;) {
    const byte = bytes[at]
    if (
      byte === undefined ||
      byte === COMMA ||
      byte === CLOSE_ARRAY ||
      byte === CLOSE_OBJECT ||
      byte <= 0x20 ||
      byte === QUOTE ||
      byte === COLON
    )
      break
    at++
  }
  if (at === cursor.at) throw new JsonBroken(at)
  cursor.at = at
}

/** Makes the value that stands here: for labels and other small things, or lines one at a time. */
export function readValue(cursor: Cursor): unknown {
  peek(cursor)
  const from = cursor.at
  skipValue(cursor)
  try {
    return JSON.parse(cursor.bytes.toString("utf8", from, cursor.at))
  } catch {
    throw new JsonBroken(from)
  }
}

/** Steps into the object that stands here, behind its first key and colon; undefined when it is empty, behind its end. */
export function firstKey(cursor: Cursor): string | undefined {
  expect(cursor, OPEN_OBJECT)
  return peek(cursor) === CLOSE_OBJECT ? void cursor.at++ : readKey(cursor)
}

/** From behind a member's value to behind the next key and colon; undefined behind the object's end. */
export function nextKey(cursor: Cursor): string | undefined {
  if (peek(cursor) === CLOSE_OBJECT) return void cursor.at++
  expect(cursor, COMMA)
  return readKey(cursor)
}

function readKey(cursor: Cursor): string {
  if (peek(cursor) !== QUOTE) throw new JsonBroken(cursor.at)
  const key = readPlain(cursor) ?? (readValue(cursor) as string)
  expect(cursor, COLON)
  return key
}

/** A short string of ASCII letters, digits and `_`, as almost all keys are; undefined, and nothing read, for another. */
function readPlain(cursor: Cursor): string | undefined {
  const { bytes } = cursor
  const from = cursor.at + 1
  let at = from
  while (isWord(bytes[at]!)) at++
  if (bytes[at] !== QUOTE) return undefined
  cursor.at = at + 1
  return bytes.toString("latin1", from, at)
}

function isWord(byte: number): boolean {
  const lower = byte | 0x20
  return (lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f
}

/** Steps into the array that stands here (`null` counts as empty): whether there is a first item. */
export function firstItem(cursor: Cursor): boolean {
  if (peek(cursor) === 0x6e) {
    skipValue(cursor)
    return false
  }
  expect(cursor, OPEN_ARRAY)
  return !closes(cursor)
}

/** From behind an item to the next: whether there is one. */
export function nextItem(cursor: Cursor): boolean {
  if (closes(cursor)) return false
  expect(cursor, COMMA)
  return true
}

function closes(cursor: Cursor): boolean {
  if (peek(cursor) !== CLOSE_ARRAY) return false
  cursor.at++
  return true
}

/** Walks the members of the object that stands here; the caller consumes each value before the next key is asked for. */
export function* members(cursor: Cursor): Generator<string> {
  for (let key = firstKey(cursor); key !== undefined; key = nextKey(cursor)) yield key
}

/** Walks the items of the array that stands here (`null` counts as empty); the caller consumes each. */
export function* items(cursor: Cursor): Generator<number> {
  let index = 0
  for (let more = firstItem(cursor); more; more = nextItem(cursor)) yield index++
}
