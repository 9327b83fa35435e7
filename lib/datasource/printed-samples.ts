import type { Cursor } from "./json-scan.ts"

const QUOTE = 0x22
const PLUS = 0x2b
const COMMA = 0x2c
const MINUS = 0x2d
const DOT = 0x2e
const ZERO = 0x30
const NINE = 0x39
const OPEN = 0x5b
const CLOSE = 0x5d
/** Samples between two chances for others to run: well below a millisecond. */
const YIELD_EVERY = 4096
/** Longest text of one value, with its comma. */
const LONGEST = 64

/** Samples whose times are read and whose values stay text: a JSON array without its brackets. */
export interface PrintedSamples {
  times: Float64Array
  json: string
}

class Sheet {
  times = new Float64Array(1024)
  text = Buffer.allocUnsafe(32 * 1024)
  count = 0
  length = 0

  /** Room for one more sample. */
  make(): void {
    if (this.count === this.times.length) {
      const times = new Float64Array(this.count * 2)
      times.set(this.times)
      this.times = times
    }
    if (this.length + LONGEST > this.text.length) {
      const text = Buffer.allocUnsafe(this.text.length * 2)
      this.text.copy(text, 0, 0, this.length)
      this.text = text
    }
  }
}

/**
 * The common case of a list of samples, `[[1700000000.123,"1.5"],…]` without blanks and with numbers that JSON can hold, read without
 * making a number of each value. Anything else (NaN, blanks, leading zeros, what is broken) gives undefined and leaves the cursor alone.
 */
export function* readPrinted(cursor: Cursor): Generator<undefined, PrintedSamples | undefined> {
  const { bytes } = cursor
  const sheet = new Sheet()
  let at = cursor.at
  if (bytes[at++] !== OPEN) return undefined
  for (;;) {
    sheet.make()
    at = readPair(bytes, at, sheet)
    if (at < 0) return undefined
    const next = bytes[at++]
    if (next === CLOSE) break
    if (next !== COMMA) return undefined
    if (sheet.count % YIELD_EVERY === 0) yield
  }
  cursor.at = at
  return { times: sheet.times.slice(0, sheet.count), json: sheet.text.toString("latin1", 0, sheet.length - 1) }
}

/** One `[seconds,"number"]`; where it ends, or -1 for one that is not of the common form. */
function readPair(bytes: Buffer, from: number, sheet: Sheet): number {
  let at = from
  if (bytes[at++] !== OPEN) return -1
  let digits = 0
  let byte = bytes[at] ?? 0
  for (; byte >= ZERO && byte <= NINE; byte = bytes[++at] ?? 0) digits = digits * 10 + byte - ZERO
  if (byte === DOT) {
    const point = at
    for (byte = bytes[++at] ?? 0; byte >= ZERO && byte <= NINE; byte = bytes[++at] ?? 0) digits = digits * 10 + byte - ZERO
    const decimals = at - point - 1
    if (decimals < 1 || decimals > 3) return -1
    digits *= 10 ** (3 - decimals)
  } else digits *= 1000
  if (digits > Number.MAX_SAFE_INTEGER || byte !== COMMA || bytes[at + 1] !== QUOTE) return -1
  const end = copyNumber(bytes, at + 2, sheet)
  if (end < 0 || bytes[end] !== QUOTE || bytes[end + 1] !== CLOSE) return -1
  sheet.text[sheet.length++] = COMMA
  sheet.times[sheet.count++] = digits
  return end + 2
}

/** Copies a number of JSON's own grammar; where it ends, or -1 when none stands here. */
function copyNumber(bytes: Buffer, from: number, sheet: Sheet): number {
  const { text } = sheet
  let at = from
  let into = sheet.length
  const last = into + LONGEST - 2
  let byte = bytes[at] ?? 0
  if (byte === MINUS) {
    text[into++] = byte
    byte = bytes[++at] ?? 0
  }
  const whole = at
  const isZero = byte === ZERO
  for (; byte >= ZERO && byte <= NINE && into < last; byte = bytes[++at] ?? 0) text[into++] = byte
  if (at === whole || (isZero && at > whole + 1)) return -1
  if (byte === DOT) {
    const point = at
    text[into++] = byte
    for (byte = bytes[++at] ?? 0; byte >= ZERO && byte <= NINE && into < last; byte = bytes[++at] ?? 0) text[into++] = byte
    if (at === point + 1) return -1
  }
  if (byte === 0x65 || byte === 0x45) {
    text[into++] = byte
    byte = bytes[++at] ?? 0
    if (byte === PLUS || byte === MINUS) {
      text[into++] = byte
      byte = bytes[++at] ?? 0
    }
    const exponent = at
    for (; byte >= ZERO && byte <= NINE && into < last; byte = bytes[++at] ?? 0) text[into++] = byte
    if (at === exponent) return -1
  }
  sheet.length = into
  return at
}
