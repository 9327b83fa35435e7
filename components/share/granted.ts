import { type Value, valuesOf } from "#components/dashboard/choice.ts"
import type { ShareTime } from "#lib/access/viewer.ts"
import type { ShareView } from "#lib/share/schema.ts"
import type { Range } from "#lib/time/range.ts"

interface RangeText {
  from: string
  to: string
}

/** What a link opens with. */
export function openingRange(time: ShareTime): RangeText {
  const first = time.mode === "choices" ? time.choices[0] : time
  return { from: first?.from ?? "now-1h", to: first?.to ?? "now" }
}

/** The range of the address where the link grants it, else the one that it opens with; the server checks again. `range`: what `asked` comes to. */
export function allowedRange(time: ShareTime, asked: RangeText, range: Range): RangeText {
  const opening = openingRange(time)
  switch (time.mode) {
    case "fixed":
      return opening
    case "choices":
      return time.choices.find((choice) => choice.from === asked.from && choice.to === asked.to) ?? opening
    case "max":
      return range.toMs - range.fromMs <= time.maxMs ? { from: asked.from, to: asked.to } : opening
  }
}

/** Values by name: of the address where it is one of the choices, else the link's own. */
export function allowedValues(variables: ShareView["variables"], asked: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(
    variables.flatMap(({ name, choices, current }) => {
      const wanted = Object.hasOwn(asked, name) ? asked[name] : undefined
      const granted = wanted !== undefined && valuesOf(wanted).every((value) => choices?.includes(value))
      const value = granted ? wanted : current
      return value === undefined ? [] : [[name, value] as const]
    }),
  )
}
