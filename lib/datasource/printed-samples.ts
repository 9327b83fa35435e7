import type { Incoming } from "./incoming.ts"

const QUOTE = 0x22
const PLUS = 0x2b
const COMMA = 0x2c
const MINUS = 0x2d
const DOT = 0x2e
const ZERO = 0x30
const NINE = 0x39
const OPEN = 0x5b
const CLOSE = 0x5d
/** Samples in one go: well below a millisecond. */
const MOST = 4096
/** Longest text of one value, with its comma. */
const LONGEST = 64
/** Bytes that must be there for a sample to be read without looking for the end at each of them. */
export const AHEAD = 128

const FIRST_SAMPLES = 1024
/** Of the text of a time, `[1700000000,`, four bytes each. */
const WORDS = 3
const FIRST_BLOCK = 16 * 1024
const LARGEST_BLOCK = 512 * 1024

/**
 * Where the samples of an answer are put, series after series: their values as text, in blocks that they share. What runs for each sample
 * is a method: the build puts a function that is called in one place into that place, to be made anew for each of 100,000 samples.
 */
export class Sheet {
  text = Buffer.allocUnsafeSlow(FIRST_BLOCK)
  view = new DataView(this.text.buffer)
  /** Where the text of the series begins, and where it ends by now. */
  from = 0
  length = 0
  /** Of the series, unless they are as those of the one before: then they stand there. */
  #times = new Float64Array(FIRST_SAMPLES)
  count = 0
  /** Times of the series before, all of them. */
  #before: Float64Array = new Float64Array(0)
  /** Each of the times as the three words it was printed in, while all were printed so. */
  #words = new Int32Array(FIRST_SAMPLES * WORDS)
  #hasWords = false
  /** Whether all times were as before, up to now. */
  #isAsBefore = false

  begin(): void {
    this.from = this.length
    this.count = 0
    this.#isAsBefore = this.#hasWords
    this.#hasWords = true
  }

  /** Room for one more sample; for how many there is room. */
  #make(): number {
    if (this.count === this.#times.length) {
      const times = new Float64Array(this.count * 2)
      times.set(this.#times)
      this.#times = times
      const words = new Int32Array(times.length * WORDS)
      words.set(this.#words)
      this.#words = words
    }
    if (this.length + LONGEST > this.text.length) {
      const begun = this.length - this.from
      const text = Buffer.allocUnsafeSlow(Math.max(Math.min(this.text.length * 2, LARGEST_BLOCK), begun * 2, begun + LONGEST))
      this.text.copy(text, 0, this.from, this.length)
      this.text = text
      this.view = new DataView(text.buffer)
      this.from = 0
      this.length = begun
    }
    return Math.min(this.#times.length - this.count, Math.floor((this.text.length - this.length) / LONGEST))
  }

  /** @param json at most `LONGEST` characters, all ASCII */
  add(time: number, json: string): void {
    this.#make()
    this.#keepTime(time)
    this.#hasWords = false
    this.count++
    this.length += this.text.write(`${json},`, this.length, "latin1")
  }

  #keepTime(time: number): void {
    if (this.#isAsBefore) {
      this.#isAsBefore = false
      this.#times.set(this.#before.subarray(0, this.count))
    }
    this.#times[this.count] = time
  }

  /** What was put since `begin`; series with the same times share them. */
  finish(): { times: Float64Array; json: Uint8Array } {
    const json = this.text.subarray(this.from, Math.max(this.from, this.length - 1))
    if (!this.#isAsBefore || this.count !== this.#before.length) this.#before = this.#shared()
    return { times: this.#before, json }
  }

  #shared(): Float64Array {
    const { count } = this
    const times = (this.#isAsBefore ? this.#before : this.#times).slice(0, count)
    // Printed in another form they are not told by their words.
    return times.length === this.#before.length && times.every((time, at) => time === this.#before[at]) ? this.#before : times
  }

  /**
   * Reads samples in the form that servers write, `[1700000000.123,"1.5"],…` without blanks, copying the text of each value without making
   * a number of it. Stops in front of a sample in another form and near the end of the window.
   * @returns whether the list has ended
   */
  readPrinted(cursor: Incoming): boolean {
    const { bytes, view } = cursor
    const last = bytes.length - AHEAD
    for (let left = MOST, room = 0; left > 0 && cursor.at <= last; left--) {
      if (room === 0) room = this.#make()
      const quote = this.#readTime(bytes, view, cursor.at)
      if (quote < 0) return false
      const { length } = this
      const end = this.#copyValue(bytes, view, quote + 1)
      if (end < 0) return false
      const next = bytes[end + 2]
      if (bytes[end + 1] !== CLOSE || (next !== COMMA && next !== CLOSE)) {
        this.length = length
        return false
      }
      this.text[this.length++] = COMMA
      this.count++
      room--
      cursor.at = end + 3
      if (next === CLOSE) return true
    }
    return false
  }

  /** `[1700000000.123,"` from the bracket to the quote, where it ends; -1 for another form. */
  #readTime(bytes: Buffer, view: DataView, from: number): number {
    // Ten digits, as all whole seconds of this age: three words, in each of which a byte that is no digit leaves one of its upper bits.
    const a = view.getInt32(from, true) ^ 0x3030305b
    const b = view.getInt32(from + 4, true) ^ 0x30303030
    const c = view.getInt32(from + 8, true) ^ 0x2c303030
    const words = this.#words
    const at = this.count * WORDS
    const isKnown = words[at] === a && words[at + 1] === b && words[at + 2] === c && this.count < this.#before.length
    if (isKnown && this.#isAsBefore && bytes[from + 12] === QUOTE) return from + 12
    const odd = (a | (a + 0x06060600) | b | (b + 0x06060606) | c | (c + 0x00060606)) & 0xf0f0f0f0
    if (odd !== 0 || (a & 0xff) !== 0 || c >>> 24 !== 0 || bytes[from + 12] !== QUOTE) return this.#readOtherTime(bytes, from)
    const high = ((a >> 8) & 15) * 100 + ((a >> 16) & 15) * 10 + (a >>> 24)
    const middle = (b & 15) * 1000 + ((b >> 8) & 15) * 100 + ((b >> 16) & 15) * 10 + (b >>> 24)
    const low = (c & 15) * 100 + ((c >> 8) & 15) * 10 + ((c >> 16) & 15)
    this.#keepTime((high * 10_000_000 + middle * 1000 + low) * 1000)
    words[at] = a
    words[at + 1] = b
    words[at + 2] = c
    return from + 12
  }

  /** Other whole seconds, and up to three decimals. */
  #readOtherTime(bytes: Buffer, from: number): number {
    if (bytes[from] !== OPEN) return -1
    const limit = from + 20
    let at = from + 1
    let digits = 0
    let byte = bytes[at]!
    for (; byte >= ZERO && byte <= NINE && at < limit; byte = bytes[++at]!) digits = digits * 10 + byte - ZERO
    if (at === from + 1) return -1
    let scale = 1000
    if (byte === DOT) {
      const point = at
      for (byte = bytes[++at]!; byte >= ZERO && byte <= NINE && scale > 1; byte = bytes[++at]!) {
        digits = digits * 10 + byte - ZERO
        scale /= 10
      }
      if (at === point + 1) return -1
    }
    digits *= scale
    if (digits > Number.MAX_SAFE_INTEGER || byte !== COMMA || bytes[at + 1] !== QUOTE) return -1
    this.#keepTime(digits)
    this.#hasWords = false
    return at + 1
  }

  /** Copies a number of JSON's own grammar, or a word for one that is none; where its closing quote stands, or -1. */
  #copyValue(bytes: Buffer, view: DataView, from: number): number {
    const { text, view: into } = this
    const shift = this.length - from
    const last = from + LONGEST - 8
    let at = from
    if (bytes[at] === MINUS) text[shift + at++] = MINUS
    const first = at
    at = copyDigits(view, at, into, shift, last)
    if (at === first) return this.#copyWord(bytes, from)
    if (bytes[first] === ZERO && at > first + 1) return -1
    let byte = bytes[at]
    if (byte === DOT) {
      text[shift + at++] = DOT
      const decimals = at
      at = copyDigits(view, at, into, shift, last)
      if (at === decimals) return -1
      byte = bytes[at]
    }
    if (byte === 0x65 || byte === 0x45) {
      text[shift + at++] = byte
      const sign = bytes[at]!
      if (sign === PLUS || sign === MINUS) text[shift + at++] = sign
      const exponent = at
      at = copyDigits(view, at, into, shift, last)
      if (at === exponent) return -1
      byte = bytes[at]
    }
    if (byte !== QUOTE) return -1
    this.length = shift + at
    return at
  }

  /** "NaN", "+Inf", "-Inf", in the form of the wire. */
  #copyWord(bytes: Buffer, from: number): number {
    const end = bytes[from] === 0x4e ? from + 3 : from + 4
    const word = bytes.toString("latin1", from, end)
    if (bytes[end] !== QUOTE || (word !== "NaN" && word !== "+Inf" && word !== "-Inf")) return -1
    this.length += this.text.write(`"${word}"`, this.length, "latin1")
    return end
  }
}

/** Copies a run of digits, four at a time, and up to three bytes behind it; where the run ends. */
function copyDigits(from: DataView, start: number, into: DataView, shift: number, last: number): number {
  let at = start
  while (at < last) {
    const four = from.getUint32(at, true)
    into.setUint32(at + shift, four, true)
    const digits = four ^ 0x30303030
    const others = (digits | (digits + 0x06060606)) & 0xf0f0f0f0
    if (others !== 0) return at + ((31 - Math.clz32(others & -others)) >> 3)
    at += 4
  }
  return at
}
