import { formatAge, formatTime, type Locale } from "./date.ts"
import { formatDuration } from "./duration.ts"
import { countUnits, currencyUnits, fixedUnits } from "./fixed-units.ts"
import { formatHexadecimal, formatNumber, formatScientific, specialNumber } from "./number.ts"
import { formatPattern } from "./pattern.ts"
import { COUNT, scaled, SHORT, SI } from "./scale.ts"
import { scaledUnits } from "./scaled-units.ts"
import { clockText, scaledTime } from "./time-units.ts"

export interface ValueFormat {
  /** An id ("bytes", "s", "percentunit", "suffix: rows"); unknown ones are shown behind the number. */
  unit?: string
  /** Absent: three digits that count. */
  decimals?: number
  /** IANA zone for units that are dates; UTC. */
  timezone?: string
  /** For "from now" and "no date if today"; without it the whole date is shown. */
  nowMs?: number
}

export interface FormattedValue {
  text: string
  /** Sign of the unit, without the space before it; "" when there is none or it stands in front. */
  suffix: string
  /** Both, spaced as one writes them. */
  full: string
}

type Given = ValueFormat & { value: number; locale: Locale }

/** A number in its unit, in the reader's language. `null` and `undefined` (no sample) are "–". */
export function formatValue(value: number | null | undefined, format: ValueFormat, locale: Locale): FormattedValue {
  if (value === null || value === undefined) return { text: "–", suffix: "", full: "–" }
  const unit = format.unit ?? ""
  const { text, suffix } = (byId[unit] ?? byFamily)({ ...format, unit, value, locale })
  return { text, suffix, full: suffix === "" ? text : `${text}${CLOSE.test(suffix) ? "" : " "}${suffix}` }
}

/** These stand right behind the number. */
const CLOSE = /^(%|°|초$|분$|시간$|일$|주$|년$)/

interface Parts {
  text: string
  suffix: string
}
const plain = (text: string): Parts => ({ text, suffix: "" })

const byId: Record<string, (given: Given) => Parts> = {
  "": (given) => plain(formatNumber(given.value, given.decimals)),
  none: (given) => plain(formatNumber(given.value, given.decimals)),
  locale: (given) => plain(formatNumber(given.value, given.decimals)),
  string: ({ value }) => plain(String(value)),
  short: ({ value, decimals }) => prefixed(scaled(value, SHORT, 0, decimals), ""),
  percent: ({ value, decimals }) => ({ text: formatNumber(value, decimals), suffix: "%" }),
  percentunit: ({ value, decimals }) => ({ text: formatNumber(Number((value * 100).toPrecision(12)), decimals), suffix: "%" }),
  sci: ({ value, decimals }) => plain(formatScientific(value, decimals)),
  hex: ({ value, decimals }) => plain(formatHexadecimal(value, "", decimals)),
  hex0x: ({ value, decimals }) => plain(formatHexadecimal(value, "0x", decimals)),
  bool: ({ value }) => plain(value === 0 ? "False" : "True"),
  bool_yes_no: ({ value }) => plain(value === 0 ? "No" : "Yes"),
  bool_on_off: ({ value }) => plain(value === 0 ? "Off" : "On"),
  dtdurations: ({ value, locale, decimals }) => plain(duration(value * 1000, locale, decimals)),
  dtdurationms: ({ value, locale, decimals }) => plain(duration(value, locale, decimals)),
  clocks: ({ value, locale }) => plain(duration(value * 1000, locale, 2)),
  clockms: ({ value, locale }) => plain(duration(value, locale, 2)),
  dthms: ({ value, locale }) => plain(clockText(value, locale, false)),
  dtdhms: ({ value, locale }) => plain(clockText(value, locale, true)),
  timeticks: ({ value, locale, decimals }) => scaledTime(value / 100, "s", locale, decimals),
  dateTimeAsIso: (given) => plain(date(given, "YYYY-MM-DD HH:mm:ss")),
  dateTimeAsIsoNoDateIfToday: (given) => plain(date(given, "YYYY-MM-DD HH:mm:ss", "HH:mm:ss")),
  dateTimeAsUS: (given) => plain(date(given, "MM/DD/YYYY h:mm:ss a")),
  dateTimeAsUSNoDateIfToday: (given) => plain(date(given, "MM/DD/YYYY h:mm:ss a", "h:mm:ss a")),
  dateTimeAsLocal: (given) => plain(localDate(given)),
  dateTimeAsLocalNoDateIfToday: (given) => plain(isToday(given) ? localTime(given) : localDate(given)),
  dateTimeAsSystem: (given) => plain(localDate(given)),
  dateTimeFromNow: (given) => plain(given.nowMs === undefined ? localDate(given) : formatAge(given.value, given.nowMs, given.locale)),
}
for (const unit of ["ns", "µs", "ms", "s", "m", "h", "d"]) {
  byId[unit] = ({ value, locale, decimals }) => scaledTime(value, unit, locale, decimals)
}

function byFamily(given: Given): Parts {
  const { value, decimals, unit = "" } = given
  const fixed = fixedUnits[unit]
  if (fixed !== undefined) return { text: formatNumber(value, decimals), suffix: fixed }
  const family = scaledUnits.get(unit)
  if (family) return prefixed(scaled(value, family.scale, family.start, decimals), family.sign, "")
  const count = countUnits[unit]
  if (count !== undefined) return prefixed(scaled(value, COUNT, 0, decimals), count)
  const currency = currencyUnits[unit]
  if (currency) return money(given, currency.sign, currency.behind)
  return byPrefix(given, unit)
}

/** "suffix:X", "prefix:X", "time:FORMAT", "si:mF", "count:X", "currency:X", "bool:yes/no"; anything else is a suffix itself. */
function byPrefix(given: Given, unit: string): Parts {
  const { value, decimals } = given
  const at = unit.indexOf(":")
  const rest = unit.slice(at + 1).trim()
  const number = () => formatNumber(value, decimals)
  switch (at < 0 ? "" : unit.slice(0, at)) {
    case "suffix":
      return { text: number(), suffix: rest }
    case "prefix":
      return plain(`${rest}${number()}`)
    case "time":
      return plain(date(given, rest || "YYYY-MM-DD HH:mm:ss"))
    case "si":
      return siUnit(given, rest)
    case "count":
      return prefixed(scaled(value, COUNT, 0, decimals), rest)
    case "currency": {
      const [sign = "", place] = rest.split(":").toReversed()
      return money(given, sign, place === "suffix" || undefined)
    }
    case "bool": {
      const [yes = "", no = ""] = rest.split("/")
      return plain(value === 0 ? no : yes)
    }
    default:
      return { text: number(), suffix: unit }
  }
}

/** "mF": the sign's own prefix says where the scale begins. */
function siUnit({ value, decimals }: Given, sign: string): Parts {
  const start = sign.length > 1 ? SI.prefixes.indexOf(sign[0] ?? "") : -1
  if (start < 0) return prefixed(scaled(value, SI, 0, decimals), sign, "")
  return prefixed(scaled(value, SI, start - SI.base, decimals), sign.slice(1), "")
}

function prefixed(given: { text: string; prefix: string }, sign: string, between = " "): Parts {
  return { text: given.text, suffix: given.prefix && sign ? `${given.prefix}${between}${sign}` : given.prefix || sign }
}

function money({ value, decimals }: Given, sign: string, behind?: boolean): Parts {
  const { text, prefix } = scaled(value, COUNT, 0, decimals)
  if (behind) return { text, suffix: prefix ? `${prefix} ${sign}` : sign }
  return { text: text.startsWith("-") ? `-${sign}${text.slice(1)}` : `${sign}${text}`, suffix: prefix }
}

function duration(ms: number, locale: Locale, decimals = 0): string {
  return specialNumber(ms) ?? formatDuration(ms, locale, Math.max(decimals, 0) + 1)
}

function date(given: Given, pattern: string, today?: string): string {
  return specialNumber(given.value) ?? formatPattern(given.value, today && isToday(given) ? today : pattern, given.timezone)
}

const localDate = ({ value, timezone = "UTC", locale }: Given) => formatTime(value, timezone, locale, { year: true })
const localTime = ({ value, timezone = "UTC", locale }: Given) => formatTime(value, timezone, locale, { date: false })

function isToday({ value, nowMs, timezone }: Given): boolean {
  return nowMs !== undefined && formatPattern(value, "YYYY-MM-DD", timezone) === formatPattern(nowMs, "YYYY-MM-DD", timezone)
}
