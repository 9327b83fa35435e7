import type { Field, Frame, NumberColumn } from "./frame.ts"
import { PrintedNumbers } from "./printed.ts"
import { numberOf, type WireNumber, wireNumber } from "./wire-number.ts"

/** Values between two chances for others to run: some 2 ms of work. */
const CHUNK_VALUES = 16_384

/**
 * Frames as pieces of one JSON array. Between two pieces the caller may let others run: no piece takes longer than a few milliseconds,
 * however large the frames are. NaN and infinities become the strings "NaN", "+Inf", "-Inf"; a missing value is null.
 */
export function* encodeFrames(frames: Frame[]): Generator<string> {
  let before = "["
  let lastTimes: { values: ArrayLike<unknown>; pieces: string[] } | undefined
  for (const frame of frames) {
    yield before + head(frame)
    before = ","
    let between = ""
    for (const field of frame.fields) {
      yield `${between}{"name":${JSON.stringify(field.name)},"type":"${field.type}","values":[`
      between = ","
      if (field.type === "time") {
        // Series of one answer mostly share their times: written once, sent again.
        if (!lastTimes || !sameValues(lastTimes.values, field.values))
          lastTimes = { values: field.values, pieces: [...encodeValues(field)] }
        yield* lastTimes.pieces
      } else if (field instanceof PrintedNumbers) yield field.printed
      else yield* encodeValues(field)
      yield "]}"
    }
    yield "]}"
  }
  yield before === "[" ? "[]" : "]"
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

/** Frames as they came out of `JSON.parse`, with NaN and infinities put back in place. Changes and returns what it is given. */
export function decodeFrames(frames: Frame[]): Frame[] {
  for (const frame of frames) {
    for (const field of frame.fields) if (field.type === "number") decodeNumbers(field.values as unknown[])
  }
  return frames
}

function decodeNumbers(values: unknown[]): void {
  for (let at = 0; at < values.length; at += 1) {
    if (typeof values[at] === "string") values[at] = numberOf(values[at])
  }
}
