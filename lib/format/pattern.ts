import { TZDate } from "@date-fns/tz"

const TOKEN = /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|SSS|A|a|ZZ|Z|x|X/g

/** A time by a moment.js pattern ("YYYY-MM-DD HH:mm:ss", "[at] HH:mm"), in English, as dashboards of others write them. */
export function formatPattern(ms: number, pattern: string, timezone = "UTC"): string {
  const date = new TZDate(ms, timezone)
  if (Number.isNaN(date.getTime())) return "–"
  return pattern.replace(TOKEN, (token, literal?: string) => literal ?? part(token, date, timezone))
}

const two = (value: number) => String(value).padStart(2, "0")

function part(token: string, date: TZDate, timezone: string): string {
  const named = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en", { ...options, timeZone: timezone }).format(date)
  const hour = date.getHours()
  const hour12 = hour % 12 || 12
  const parts: Record<string, () => string> = {
    YYYY: () => String(date.getFullYear()).padStart(4, "0"),
    YY: () => two(date.getFullYear() % 100),
    MMMM: () => named({ month: "long" }),
    MMM: () => named({ month: "short" }),
    MM: () => two(date.getMonth() + 1),
    M: () => String(date.getMonth() + 1),
    DD: () => two(date.getDate()),
    D: () => String(date.getDate()),
    dddd: () => named({ weekday: "long" }),
    ddd: () => named({ weekday: "short" }),
    HH: () => two(hour),
    H: () => String(hour),
    hh: () => two(hour12),
    h: () => String(hour12),
    mm: () => two(date.getMinutes()),
    m: () => String(date.getMinutes()),
    ss: () => two(date.getSeconds()),
    s: () => String(date.getSeconds()),
    SSS: () => String(date.getMilliseconds()).padStart(3, "0"),
    A: () => (hour < 12 ? "AM" : "PM"),
    a: () => (hour < 12 ? "am" : "pm"),
    Z: () => offset(date, ":"),
    ZZ: () => offset(date, ""),
    x: () => String(date.getTime()),
    X: () => String(Math.floor(date.getTime() / 1000)),
  }
  return parts[token]?.() ?? token
}

function offset(date: TZDate, between: string): string {
  const east = -date.getTimezoneOffset()
  const size = Math.abs(east)
  return `${east < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${between}${two(size % 60)}`
}
