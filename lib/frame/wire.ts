import type { Field, Frame, NumberColumn } from "./frame.ts"
import { PrintedNumbers } from "./printed.ts"
import { numberOf, type WireNumber, wireNumber } from "./wire-number.ts"

/** Values between two chances for others to run: some 2 ms of work. */
const CHUNK_VALUES = 16_384

/** Text, or its bytes in UTF-8. */
export type Piece = string | Uint8Array

/** Times that were written last: series of one answer mostly share them. */
interface Written {
  times: ArrayLike<unknown>
  pieces: Uint8Array[]
  /** Whether they are written once only, see `TIMES_BEFORE`. */
  once: boolean
}

/** Stands for the values of a time field that are those of the time field before it, when the reader has asked for this. */
const TIMES_BEFORE = "before"

/**
 * Frames as pieces of one JSON array. Between two pieces the caller may let others run: no piece takes longer than a few milliseconds,
 * however large the frames are. NaN and infinities become the strings "NaN", "+Inf", "-Inf"; a missing value is null.
 * @param sharedTimes whether times that are those of the frame before are not written again
 */
export function* encodeFrames(frames: Frame[], sharedTimes = false): Generator<Piece> {
  const written: Written = { times: [], pieces: [], once: sharedTimes }
  let before = "["
  for (const frame of frames) {
    yield before
    yield* encodeFrame(frame, written)
    before = ","
  }
  yield before === "[" ? "[]" : "]"
}

/** One frame as pieces of a JSON object, see `encodeFrames`. */
export function* encodeFrame(frame: Frame, written: Written = { times: [], pieces: [], once: false }): Generator<Piece> {
  yield head(frame)
  let between = ""
  for (const field of frame.fields) {
    const begin = `${between}{"name":${JSON.stringify(field.name)},"type":"${field.type}","values":`
    between = ","
    if (written.once && field.type === "time" && field.values.length > 0 && sameValues(written.times, field.values)) {
      yield `${begin}"${TIMES_BEFORE}"}`
      continue
    }
    yield `${begin}[`
    if (field.type === "time") yield* encodeTimes(field, written)
    else if (field instanceof PrintedNumbers) yield* field.printed()
    else yield* encodeValues(field)
    yield "]}"
  }
  yield "]}"
}

/** `encodeFrame` in one text, for small frames. */
export function printFrame(frame: Frame): string {
  const decoder = new TextDecoder()
  return Array.from(encodeFrame(frame), (piece) => (typeof piece === "string" ? piece : decoder.decode(piece))).join("")
}

function* encodeTimes(field: Field, written: Written): Generator<Uint8Array> {
  if (sameValues(written.times, field.values)) return yield* written.pieces
  const encoder = new TextEncoder()
  const pieces: Uint8Array[] = []
  for (const text of encodeValues(field)) {
    const piece = encoder.encode(text)
    pieces.push(piece)
    yield piece
  }
  written.times = field.values
  written.pieces = pieces
}

function head({ ref, shape, name, labels, notices }: Frame): string {
  const text = JSON.stringify({ ref, shape, name, labels, notices })
  return `${text.slice(0, -1)},"fields":[`
}

function* encodeValues(field: Field): Generator<string> {
  const { values } = field
  const numeric = field.type === "time" || field.type === "number"
  const size = numeric ? CHUNK_VALUES : CHUNK_VALUES / 64
  for (let start = 0; start < values.length; start += size) {
    const part = values.slice(start, start + size)
    const text = numeric ? encodeNumbers(part as NumberColumn) : JSON.stringify(part).slice(1, -1)
    yield start === 0 ? text : `,${text}`
  }
}

function encodeNumbers(part: NumberColumn): string {
  // A loop, because iterating over a typed array costs more than writing its numbers.
  const plain: WireNumber[] = []
  for (let at = 0; at < part.length; at += 1) {
    const value = part[at] ?? null
    plain.push(value === null || Number.isFinite(value) ? value : wireNumber(value))
  }
  return JSON.stringify(plain).slice(1, -1)
}

function sameValues(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false
  return true
}

/**
 * Frames as they came out of `JSON.parse`, with NaN and infinities put back in place, and times that were not written again. Changes and
 * returns what it is given; frames may share their times afterwards.
 */
export function decodeFrames(frames: Frame[]): Frame[] {
  let times: Field["values"] = []
  for (const frame of frames) {
    for (const field of frame.fields) {
      if (field.type === "number") decodeNumbers(field.values as unknown[])
      else if (field.type === "time") {
        if ((field.values as unknown) === TIMES_BEFORE) field.values = times as typeof field.values
        times = field.values
      }
    }
  }
  return frames
}

function decodeNumbers(values: unknown[]): void {
  for (let at = 0; at < values.length; at += 1) {
    if (typeof values[at] === "string") values[at] = numberOf(values[at])
  }
}
