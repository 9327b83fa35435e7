// Times in templates, in Go's layouts.
import { TZDate } from "@date-fns/tz"
import { format } from "date-fns"
import type { Value } from "./functions.ts"
import { printed } from "./print.ts"

/** Go's example instant, piece by piece, and what date-fns calls each. */
const PIECES: Record<string, string> = {
  "2006": "yyyy",
  "06": "yy",
  January: "MMMM",
  Jan: "MMM",
  "01": "MM",
  Monday: "EEEE",
  Mon: "EEE",
  "02": "dd",
  _2: "d",
  "15": "HH",
  "03": "hh",
  "04": "mm",
  "05": "ss",
  PM: "a",
  "Z07:00": "XXX",
  "-07:00": "xxx",
  "-0700": "xx",
  ".000000000": ".SSSSSSSSS",
  ".000000": ".SSSSSS",
  ".000": ".SSS",
}
const PIECE = new RegExp(
  `(${Object.keys(PIECES)
    .toSorted((a, b) => b.length - a.length)
    .map((piece) => piece.replaceAll(".", "\\."))
    .join("|")})`,
)

function layout(text: string): string {
  return text
    .split(PIECE)
    .map((part, index) => (index % 2 === 1 ? PIECES[part] : part && `'${part.replaceAll("'", "''")}'`))
    .join("")
}

const when = (value: Value | undefined) => (value instanceof Date ? value : new Date(printed(value)))
const shown = (form: Value | undefined, value: Value | undefined, zone: string) =>
  format(new TZDate(when(value).getTime(), zone), layout(printed(form)))

const UNITS: Record<number, number> = { 10: 1000, 13: 1, 16: 1e-3, 19: 1e-6 }

export const dates: Record<string, (...args: Value[]) => Value> = {
  now: () => new Date(),
  date: (form, value) => shown(form, value, "UTC"),
  toDate: (_form, value) => new Date(`${printed(value)}Z`),
  toDateInZone: (_form, zone, value) => new TZDate(printed(value), printed(zone)),
  unixEpoch: (value) => String(Math.floor(when(value).getTime() / 1000)),
  unixEpochMillis: (value) => String(when(value).getTime()),
  unixEpochNanos: (value) => `${when(value).getTime()}000000`,
  unixToTime: (value) => {
    const digits = printed(value)
    const unit = UNITS[digits.length]
    if (unit === undefined) throw new Error(`unable to parse time '${digits}': time has wrong length`)
    return new Date(Number(digits) * unit)
  },
}
