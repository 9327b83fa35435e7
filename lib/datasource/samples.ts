import { PrintedNumbers } from "#lib/frame/printed.ts"
import { wireNumber } from "#lib/frame/wire-number.ts"
import { type Incoming, more, whole } from "./incoming.ts"
import { expect, firstItem, JsonBroken, nextItem, type Cursor } from "./json-scan.ts"
import { AHEAD, type Sheet } from "./printed-samples.ts"

const QUOTE = 0x22
const OPEN = 0x5b
const CLOSE = 0x5d
const COMMA = 0x2c

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

/** The number whose text ends before the byte `end`; leaves the cursor behind that byte. @throws {JsonBroken} */
function numberUntil(cursor: Cursor, end: number): number {
  const from = cursor.at
  const to = cursor.bytes.indexOf(end, from)
  if (to < 0 || to - from > 400) throw new JsonBroken(from)
  cursor.at = to + 1
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

const noTimes = new Float64Array(0)
export const noSamples: Samples = { times: noTimes, values: noTimes, printed: new PrintedNumbers("value") }

function samplesOf(times: Float64Array, printed: PrintedNumbers): Samples {
  return {
    times,
    printed,
    get values() {
      return printed.values
    },
  }
}

/**
 * Samples of the same series, each after the ones before.
 * @param times both, one behind the other
 */
export function joinSamples(first: Samples, second: Samples, times: Float64Array): Samples {
  if (first.printed && second.printed) return samplesOf(times, first.printed.followedBy(second.printed))
  return { times, values: Float64Array.from([...first.values, ...second.values]) }
}

/**
 * Reads `[[unix seconds, "value"], …]` where the cursor stands. Yields every few thousand samples. Times come out in whole milliseconds.
 * @throws {JsonBroken} for anything that is no list of pairs
 */
export function* readSamples(cursor: Incoming, sheet: Sheet): Generator<undefined, Samples> {
  sheet.begin()
  let goesOn = yield* whole(cursor, firstItem)
  while (goesOn && !sheet.readPrinted(cursor)) {
    if (cursor.unread < AHEAD && !cursor.isOver) yield* more(cursor)
    else {
      const odd = yield* whole(cursor, readOdd)
      sheet.add(odd.time, JSON.stringify(wireNumber(odd.value)))
      goesOn = odd.goesOn
    }
    yield
  }
  const { times, json } = sheet.finish()
  return samplesOf(times, new PrintedNumbers("value", json))
}

/** A sample in any form, and whether another follows. */
function readOdd(cursor: Cursor): { time: number; value: number; goesOn: boolean } {
  expect(cursor, OPEN)
  const time = Math.round(numberUntil(cursor, COMMA) * 1000)
  expect(cursor, QUOTE)
  const value = numberUntil(cursor, QUOTE)
  expect(cursor, CLOSE)
  return { time, value, goesOn: nextItem(cursor) }
}
