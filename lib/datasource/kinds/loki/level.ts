import type { Labels } from "#lib/frame/frame.ts"

export const levels = ["critical", "error", "warn", "info", "debug", "trace", "unknown"] as const
export type Level = (typeof levels)[number]

const KEYS = ["detected_level", "level", "severity", "severity_text", "lvl", "loglevel", "log_level", "LEVEL", "Level"]
const words: Record<string, Level> = {
  emerg: "critical",
  emergency: "critical",
  alert: "critical",
  fatal: "critical",
  critical: "critical",
  crit: "critical",
  panic: "critical",
  error: "error",
  err: "error",
  eror: "error",
  warn: "warn",
  warning: "warn",
  notice: "info",
  info: "info",
  information: "info",
  informational: "info",
  debug: "debug",
  dbug: "debug",
  trace: "trace",
  verbose: "trace",
}

/** The level that the label sets tell; the first set that tells one wins. */
export function levelIn(...sets: Labels[]): Level {
  for (const labels of sets) {
    for (const key of KEYS) {
      const word = labels[key]?.toLowerCase()
      // "INFO2" and the like are OpenTelemetry's finer steps.
      const level = word === undefined ? undefined : words[word.replace(/\d$/, "")]
      if (level) return level
    }
  }
  return "unknown"
}
