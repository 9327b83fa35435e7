import { PrintedNumbers } from "#lib/frame/printed.ts"
import { readPrinted } from "./printed-samples.ts"
import { expect, JsonBroken, peek, type Cursor } from "./json-scan.ts"

const QUOTE = 0x22
const OPEN = 0x5b
const CLOSE = 0x5d
const COMMA = 0x2c
const MINUS = 0x2d
const DOT = 0x2e

/** 10^0 … 10^22: the powers that a double holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/** `"NaN"`, `"+Inf"` and the like as Prometheus and its relatives write them. Throws RangeError for what is no number. */
export function sampleValue(text: string): number {
  switch (text) {
    case "NaN":
      return Number.NaN
    case "+Inf":
    case "Inf":
    case "Infinity":
      return Number.POSITIVE_INFINITY
    case "-Inf":
    case "-Infinity":
      return Number.NEGATIVE_INFINITY
  }
  const value = Number(text)
  if (text.trim() === "" || Number.isNaN(value)) throw new RangeError(`"${text.slice(0, 40)}" is not a number`)
  return value
}

/**
 * The decimal number that ends before the byte `end`; leaves the cursor on that byte. Numbers whose digits fit a double exactly are put
 * together here (one correctly rounded division), all others go through `Number`.
 * @throws {JsonBroken}
 */
function numberUntil(cursor: Cursor, end: number): number {
  const { bytes, at: from } = cursor
  let at = from
  const negative = bytes[at] === MINUS
  if (negative) at++
  let mantissa = 0
  let decimals = -1
  let byte = bytes[at]
  for (; byte !== end; byte = bytes[++at]) {
    if (byte !== undefined && byte >= 0x30 && byte <= 0x39) {
      mantissa = mantissa * 10 + byte - 0x30
      if (decimals >= 0) decimals++
    } else if (byte === DOT && decimals < 0) decimals = 0
    else return wordUntil(cursor, end)
  }
  if (mantissa > Number.MAX_SAFE_INTEGER || decimals > 22 || at === from + (negative ? 1 : 0)) return wordUntil(cursor, end)
  cursor.at = at
  const value = decimals > 0 ? mantissa / POWERS[decimals]! : mantissa
  return negative ? -value : value
}

function wordUntil(cursor: Cursor, end: number): number {
  const from = cursor.at
  const to = cursor.bytes.indexOf(end, from)
  if (to < 0 || to - from > 400) throw new JsonBroken(from)
  cursor.at = to
  try {
    return sampleValue(cursor.bytes.toString("latin1", from, to))
  } catch {
    throw new JsonBroken(from)
  }
}

/** Samples of one series: epoch milliseconds and values, equally long. */
export interface Samples {
  times: Float64Array
  readonly values: Float64Array
  /** The values, when their text came in a form that can be passed on. */
  printed?: PrintedNumbers
}

class Growing {
  times = new Float64Array(256)
  values = new Float64Array(256)
  length = 0

  push(time: number, value: number): void {
    if (this.length === this.times.length) {
      const times = new Float64Array(this.length * 2)
      const values = new Float64Array(this.length * 2)
      times.set(this.times)
      values.set(this.values)
      this.times = times
      this.values = values
    }
    this.times[this.length] = time
    this.values[this.length++] = value
  }

  cut(): Samples {
    return { times: this.times.slice(0, this.length), values: this.values.slice(0, this.length) }
  }
}

const YIELD_EVERY = 2000

/**
 * Reads `[[unix seconds, "value"], …]` where the cursor stands, packing as it goes. Yields every 2,000 samples.
 * Times come out in whole milliseconds.
 * @throws {JsonBroken} for anything that is no list of pairs
 */
export function* readSamples(cursor: Cursor): Generator<undefined, Samples> {
  peek(cursor)
  const whole = yield* readPrinted(cursor)
  if (whole) {
    const printed = new PrintedNumbers("value", whole.json)
    return {
      times: whole.times,
      printed,
      get values() {
        return printed.values
      },
    }
  }
  const packed = new Growing()
  const { bytes } = cursor
  expect(cursor, OPEN)
  if (peek(cursor) === CLOSE) {
    cursor.at++
    return packed.cut()
  }
  for (let count = 1; ; count++) {
    readPair(cursor, packed)
    const next = bytes[cursor.at] === COMMA ? COMMA : peek(cursor)
    cursor.at++
    if (next === CLOSE) return packed.cut()
    if (next !== COMMA) throw new JsonBroken(cursor.at - 1)
    if (count % YIELD_EVERY === 0) yield
  }
}

function readPair(cursor: Cursor, into: Growing): void {
  const { bytes } = cursor
  expect(cursor, OPEN)
  peek(cursor)
  const time = Math.round(numberUntil(cursor, COMMA) * 1000)
  cursor.at++
  expect(cursor, QUOTE)
  const value = numberUntil(cursor, QUOTE)
  into.push(time, value)
  cursor.at++
  if (bytes[cursor.at] === CLOSE) cursor.at++
  else expect(cursor, CLOSE)
}
