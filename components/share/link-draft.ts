import type { Language } from "#lib/language/language.ts"
import { ALL, type Value, valuesOf } from "#components/dashboard/choice.ts"

const HOUR_MS = 3_600_000

/** Days that a link lives; "" is for ever. */
export const expiryDays = ["1", "7", "30", "90", "365", ""] as const
/** Longest range that a free link shows, hours. */
export const maxHours = ["1", "6", "24", "168", "720", "2160"] as const

/** The form of a new link, as its inputs hold it. */
export interface LinkDraft {
  label: string
  days: string
  mode: "fixed" | "choices" | "max"
  hours: string
  /** "now-1h now" */
  ranges: string[]
  variables: Record<string, "hidden" | "fixed" | "choices">
  panels: string[]
  password: string
  /** "": as the reader's browser prefers. */
  language: Language | ""
}

/** A link of 30 days, whose variables and range are those of the moment. */
export const firstDraft: LinkDraft = {
  label: "",
  days: "30",
  mode: "fixed",
  hours: "24",
  ranges: [],
  variables: {},
  panels: [],
  password: "",
  language: "",
}

interface Present {
  value: Value
  options: { value: string }[]
}

/** The request that makes the link. Variables keep what is chosen now; nothing that the form does not name is granted. */
export function linkOf(
  dashboardId: string,
  draft: LinkDraft,
  range: { from: string; to: string },
  present: Record<string, Present>,
  nowMs: number,
) {
  return {
    dashboardId,
    label: draft.label.trim(),
    expiresAt: draft.days ? new Date(nowMs + Number(draft.days) * 24 * HOUR_MS).toISOString() : null,
    time: timeOf(draft, range),
    variables: Object.fromEntries(
      Object.entries(present).flatMap(([name, one]) => variableOf(name, draft.variables[name] ?? "hidden", one)),
    ),
    panels: draft.panels,
    ...(draft.password ? { password: draft.password } : {}),
    ...(draft.language ? { language: draft.language } : {}),
  }
}

function timeOf({ mode, hours, ranges }: LinkDraft, { from, to }: { from: string; to: string }) {
  if (mode === "choices")
    return {
      mode,
      choices: ranges.map((range) => {
        const [from = "now-1h", to = "now"] = range.split(" ")
        return { from, to }
      }),
    }
  return mode === "fixed" ? { mode, from, to } : { mode, maxMs: Number(hours) * HOUR_MS, from: `now-${hours}h`, to: "now" }
}

function variableOf(name: string, mode: "hidden" | "fixed" | "choices", { value, options }: Present): [string, object][] {
  const given = valuesOf(value)
  if (given.length === 0 || (given.length === 1 && given[0] === "")) return []
  if (mode !== "choices") return [[name, { mode, value }]]
  const choices = [...new Set([...options.map((option) => option.value).filter((option) => option !== ALL), ...given])].slice(0, 200)
  return [[name, { mode, choices, value }]]
}
