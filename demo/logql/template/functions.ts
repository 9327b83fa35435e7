// What a template can call: Loki's list, the rare ones left out.
import { compile } from "#demo/logql/regex.ts"
import { parseBytes, parseDuration } from "#demo/logql/units.ts"
import { dates } from "./dates.ts"
import { formatted, printed } from "./print.ts"

export type Value = string | number | boolean | null | Date | Value[] | { [key: string]: Value }
type Fn = (...args: Value[]) => Value

export function truthy(value: Value | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0
  return typeof value === "object" && value !== null ? value instanceof Date || Object.keys(value).length > 0 : Boolean(value)
}

/** Characters: a query must not fill the memory. */
const LONGEST = 65_536

const text = (value: Value | undefined) => printed(value ?? "")
const number = (value: Value | undefined) => {
  const read = typeof value === "number" ? value : Number(text(value))
  return Number.isNaN(read) ? 0 : read
}
const whole = (value: Value | undefined) => Math.trunc(number(value))

const escaped = (chars: string) => chars.replaceAll(/[\\\]^-]/g, "\\$&")
const trimLeft = (from: string, chars: string) => (chars ? from.replace(new RegExp(`^[${escaped(chars)}]+`), "") : from)
const trimRight = (from: string, chars: string) => (chars ? from.replace(new RegExp(`[${escaped(chars)}]+$`), "") : from)
const trimPrefix = (prefix: string, from: string) => (from.startsWith(prefix) ? from.slice(prefix.length) : from)
const trimSuffix = (suffix: string, from: string) => (suffix && from.endsWith(suffix) ? from.slice(0, -suffix.length) : from)
const lines = (from: string, by: number) =>
  from
    .split("\n")
    .map((line) => " ".repeat(by) + line)
    .join("\n")

function substring(from: number, to: number, value: string): string {
  if (from < 0) return value.slice(0, Math.max(to, 0))
  return to < 0 || to > value.length ? value.slice(from) : value.slice(from, to)
}

const strings: Record<string, Fn> = {
  ToLower: (value) => text(value).toLowerCase(),
  ToUpper: (value) => text(value).toUpperCase(),
  lower: (value) => text(value).toLowerCase(),
  upper: (value) => text(value).toUpperCase(),
  title: (value) => text(value).replaceAll(/(^|\s)(\S)/g, (_all, before: string, first: string) => before + first.toUpperCase()),
  Replace: (value, old, by, count) => {
    let left = whole(count)
    return left < 0
      ? text(value).replaceAll(text(old), () => text(by))
      : text(value).replaceAll(text(old), (all) => (left-- > 0 ? text(by) : all))
  },
  replace: (old, by, value) => text(value).replaceAll(text(old), () => text(by)),
  Trim: (value, chars) => trimRight(trimLeft(text(value), text(chars)), text(chars)),
  TrimLeft: (value, chars) => trimLeft(text(value), text(chars)),
  TrimRight: (value, chars) => trimRight(text(value), text(chars)),
  TrimPrefix: (value, prefix) => trimPrefix(text(prefix), text(value)),
  TrimSuffix: (value, suffix) => trimSuffix(text(suffix), text(value)),
  TrimSpace: (value) => text(value).trim(),
  trim: (value) => text(value).trim(),
  trimAll: (chars, value) => trimRight(trimLeft(text(value), text(chars)), text(chars)),
  trimPrefix: (prefix, value) => trimPrefix(text(prefix), text(value)),
  trimSuffix: (suffix, value) => trimSuffix(text(suffix), text(value)),
  trunc: (length, value) => (whole(length) < 0 ? text(value).slice(whole(length)) : text(value).slice(0, whole(length))),
  substr: (from, to, value) => substring(whole(from), whole(to), text(value)),
  contains: (part, value) => text(value).includes(text(part)),
  hasPrefix: (prefix, value) => text(value).startsWith(text(prefix)),
  hasSuffix: (suffix, value) => text(value).endsWith(text(suffix)),
  repeat: (count, value) => text(value).repeat(Math.max(Math.min(whole(count), Math.floor(LONGEST / (text(value).length || 1))), 0)),
  indent: (by, value) => lines(text(value), Math.min(whole(by), 100)),
  nindent: (by, value) => `\n${lines(text(value), Math.min(whole(by), 100))}`,
  alignLeft: (width, value) =>
    text(value)
      .slice(0, whole(width))
      .padEnd(Math.min(whole(width), 1000)),
  alignRight: (width, value) =>
    text(value)
      .slice(-whole(width))
      .padStart(Math.min(whole(width), 1000)),
  default: (fallback, value) => (truthy(value) ? value! : fallback!),
  regexReplaceAll: (pattern, value, by) =>
    compile(text(pattern))
      .matcher(text(value))
      .replaceAll(text(by).replaceAll(/\$\{(\w+)\}/g, "$$$1")),
  regexReplaceAllLiteral: (pattern, value, by) =>
    compile(text(pattern))
      .matcher(text(value))
      .replaceAll(() => text(by)),
  count: (pattern, value) => [...compile(text(pattern)).matchAll(text(value))].length,
  urlencode: (value) => encodeURIComponent(text(value)).replaceAll("%20", "+"),
  urldecode: (value) => decodeURIComponent(text(value).replaceAll("+", " ")),
  b64enc: (value) => Buffer.from(text(value)).toString("base64"),
  b64dec: (value) => Buffer.from(text(value), "base64").toString(),
  fromJson: (value) => JSON.parse(text(value)) as Value,
}

const numbers: Record<string, Fn> = {
  int: (value) => whole(value),
  float64: (value) => number(value),
  add: (...values) => values.reduce<number>((sum, value) => sum + whole(value), 0),
  sub: (a, b) => whole(a) - whole(b),
  mul: (...values) => values.reduce<number>((product, value) => product * whole(value), 1),
  div: (a, b) => quotient(whole(a), whole(b)),
  mod: (a, b) => whole(a) % (whole(b) || Number.NaN),
  addf: (...values) => values.reduce<number>((sum, value) => sum + number(value), 0),
  subf: (first, ...values) => values.reduce<number>((rest, value) => rest - number(value), number(first)),
  mulf: (...values) => values.reduce<number>((product, value) => product * number(value), 1),
  divf: (first, ...values) => values.reduce<number>((rest, value) => rest / number(value), number(first)),
  max: (...values) => Math.max(...values.map(whole)),
  min: (...values) => Math.min(...values.map(whole)),
  maxf: (...values) => Math.max(...values.map(number)),
  minf: (...values) => Math.min(...values.map(number)),
  ceil: (value) => Math.ceil(number(value)),
  floor: (value) => Math.floor(number(value)),
  round: (value, digits) => Math.round(number(value) * 10 ** whole(digits)) / 10 ** whole(digits),
  bytes: (value) => parseBytes(text(value)) ?? 0,
  duration: (value) => parseDuration(text(value)) ?? 0,
  duration_seconds: (value) => parseDuration(text(value)) ?? 0,
}

function quotient(a: number, b: number): number {
  if (b === 0) throw new Error("runtime error: integer divide by zero")
  return Math.trunc(a / b)
}

const same = (a: Value | undefined, b: Value | undefined) => {
  if (typeof a !== typeof b) throw new Error("incompatible types for comparison")
  return a === b
}
const order = (a: Value | undefined, b: Value | undefined) => {
  if (typeof a !== typeof b) throw new Error("incompatible types for comparison")
  return a === b ? 0 : (a ?? 0) < (b ?? 0) ? -1 : 1
}

const builtins: Record<string, Fn> = {
  print: (...values) => values.map(printed).join(""),
  println: (...values) => `${values.map(printed).join(" ")}\n`,
  printf: (format, ...values) => formatted(text(format), values),
  eq: (a, ...others) => others.some((other) => same(a, other)),
  ne: (a, b) => !same(a, b),
  lt: (a, b) => order(a, b) < 0,
  le: (a, b) => order(a, b) <= 0,
  gt: (a, b) => order(a, b) > 0,
  ge: (a, b) => order(a, b) >= 0,
  not: (value) => !truthy(value),
  and: (...values) => values.find((value) => !truthy(value)) ?? values.at(-1) ?? "",
  or: (...values) => values.find((value) => truthy(value)) ?? values.at(-1) ?? "",
  len: (value) => (Array.isArray(value) ? value.length : text(value).length),
  index: (value, key) => (typeof value === "object" && value !== null ? ((value as Record<string, Value>)[text(key)] ?? null) : null),
}

export const functions: Record<string, Fn> = { ...strings, ...numbers, ...dates, ...builtins }
