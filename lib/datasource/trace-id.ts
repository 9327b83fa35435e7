/** Trace and span ids as logs, exemplars and searches write them, made alike. */

const TRACE_KEY = /^(otel_?)?trace[_.-]?id$/i
const SPAN_KEY = /^(otel_?)?span[_.-]?id$/i
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/i

/** 32 lower-case hex digits; leading zeros that servers cut off are put back. Undefined for what is no trace id, or the empty one. */
export function normalTraceId(text: string): string | undefined {
  const hex = text.trim().toLowerCase()
  return /^[0-9a-f]{1,32}$/.test(hex) && !/^0+$/.test(hex) ? hex.padStart(32, "0") : undefined
}

/** 16 lower-case hex digits, as `normalTraceId`. */
export function normalSpanId(text: string): string | undefined {
  const hex = text.trim().toLowerCase()
  return /^[0-9a-f]{1,16}$/.test(hex) && !/^0+$/.test(hex) ? hex.padStart(16, "0") : undefined
}

/** The value under the first key that names a trace id, or out of a `traceparent`. */
export function traceIdIn(labels: Record<string, string>): string | undefined {
  return idIn(labels, TRACE_KEY, 1)
}

export function spanIdIn(labels: Record<string, string>): string | undefined {
  return idIn(labels, SPAN_KEY, 2)
}

function idIn(labels: Record<string, string>, pattern: RegExp, part: 1 | 2): string | undefined {
  for (const key of Object.keys(labels)) if (pattern.test(key)) return labels[key]
  for (const key of Object.keys(labels)) if (key.toLowerCase() === "traceparent") return TRACEPARENT.exec(labels[key]!)?.[part]
  return undefined
}

const TRACE_IN_LINE = /(?:otel_?)?trace[_.-]?id["']?\s*[=:]\s*["']?([0-9a-f]{16,32})(?![0-9a-f])/i
const SPAN_IN_LINE = /(?:otel_?)?span[_.-]?id["']?\s*[=:]\s*["']?([0-9a-f]{16})(?![0-9a-f])/i
const PARENT_IN_LINE = /traceparent["']?\s*[=:]\s*["']?[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/i
/** Ids stand near the front of what programs write; the rest of a very long line isn't searched. */
const SEARCHED = 20_000

/** Ids that a log line itself holds: JSON, logfmt or a traceparent. */
export function idsInLine(line: string): { traceId?: string; spanId?: string } {
  const text = line.length > SEARCHED ? line.slice(0, SEARCHED) : line
  if (!/trace/i.test(text)) return {}
  const parent = PARENT_IN_LINE.exec(text)
  return { traceId: TRACE_IN_LINE.exec(text)?.[1] ?? parent?.[1], spanId: SPAN_IN_LINE.exec(text)?.[1] ?? parent?.[2] }
}
