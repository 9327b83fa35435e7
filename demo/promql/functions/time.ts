// Parts of a time, in UTC.

const DAY_MS = 86_400_000

/** Of seconds since 1970. */
export const TIME_PARTS: Record<string, (seconds: number) => number> = {
  minute: (seconds) => date(seconds).getUTCMinutes(),
  hour: (seconds) => date(seconds).getUTCHours(),
  day_of_week: (seconds) => date(seconds).getUTCDay(),
  day_of_month: (seconds) => date(seconds).getUTCDate(),
  day_of_year: (seconds) => {
    const at = date(seconds)
    return Math.floor((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / DAY_MS) + 1
  },
  days_in_month: (seconds) => new Date(Date.UTC(date(seconds).getUTCFullYear(), date(seconds).getUTCMonth() + 1, 0)).getUTCDate(),
  month: (seconds) => date(seconds).getUTCMonth() + 1,
  year: (seconds) => date(seconds).getUTCFullYear(),
}

function date(seconds: number): Date {
  return new Date(Math.trunc(seconds) * 1000)
}
