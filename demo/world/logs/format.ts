// How each kind of program writes a line: JSON, Logback's text, logfmt.
import type { LogLine } from "#demo/logql/log-store.ts"
import { podOf, SERVICES } from "#demo/world/cast.ts"
import { numberOf } from "#demo/world/people.ts"
import type { Fields, Level, Sentence, Told } from "./sentence.ts"

const iso = (timeMs: number): string => new Date(timeMs).toISOString()

/** The gateway's: pino. */
function pino({ level, logger, message, fields, stack }: Sentence, told: Told): string {
  const { context, timeMs, service, instance } = told
  return JSON.stringify({
    level,
    time: iso(timeMs),
    pid: 1,
    hostname: podOf(service, instance),
    name: logger,
    msg: message(told),
    ...(context && { trace_id: context.traceId, span_id: context.spanId }),
    ...fields?.(told),
    ...(stack && { err: { type: "Error", message: stack(told).split("\n", 1)[0], stack: stack(told) } }),
  })
}

const LEVEL_VALUES = { debug: 10_000, info: 20_000, warn: 30_000, error: 40_000 }
const threadOf = ({ seed }: Told): string => `http-nio-8080-exec-${1 + numberOf(seed, 41, 10)}`

/** The event service's: Logback with logstash's encoder. */
function logstash({ level, logger, message, fields, stack }: Sentence, told: Told): string {
  const { context, timeMs, service, lastsMs } = told
  return JSON.stringify({
    "@timestamp": iso(timeMs),
    "@version": "1",
    message: message(told),
    logger_name: `com.shop.event.${logger}`,
    thread_name: lastsMs > 0 ? threadOf(told) : "scheduling-1",
    level: level.toUpperCase(),
    level_value: LEVEL_VALUES[level],
    service,
    ...(context && { trace_id: context.traceId, span_id: context.spanId }),
    ...fields?.(told),
    ...(stack && { stack_trace: stack(told) }),
  })
}

const textOf = (value: Fields[string]): string => (typeof value === "object" ? JSON.stringify(value) : String(value))

/** "2026-11-20 15:00:01.123  INFO [trace=… span=…] 1 --- [http-nio-8080-exec-3] c.s.payment.PaymentService : …" */
function logback({ level, logger, message, fields, stack }: Sentence, told: Told): string {
  const { context, timeMs, service, lastsMs } = told
  const mapped = `[trace=${context?.traceId ?? ""} span=${context?.spanId ?? ""}]`
  const thread = lastsMs > 0 ? threadOf(told) : "scheduling-1"
  const pairs = Object.entries(fields?.(told) ?? {}).map(([key, value]) => ` ${key}=${textOf(value)}`)
  const home = logger.includes(".") ? logger : `c.s.${service === "payment" ? "payment" : "listing"}.${logger}`
  const head = `${iso(timeMs).replace("T", " ").replace("Z", "")} ${level.toUpperCase().padStart(5)} ${mapped} 1 --- [${thread}] ${home} : `
  return `${head}${message(told)}${pairs.join("")}${stack ? `\n${stack(told)}` : ""}`
}

const quoted = (value: Fields[string]): string => {
  const text = textOf(value)
  return /[\s"=\\]|[^\x20-\x7e]/.test(text) || text === "" ? JSON.stringify(text) : text
}

/** Go's slog in text. */
function logfmt({ level, logger, message, fields, stack }: Sentence, told: Told): string {
  const all: Fields = {
    time: iso(told.timeMs),
    level: level.toUpperCase(),
    msg: message(told),
    module: logger,
    ...fields?.(told),
    ...(stack && { stack: stack(told) }),
  }
  return Object.entries(all)
    .map(([key, value]) => `${key}=${quoted(value)}`)
    .join(" ")
}

/** The line; what is known of it beside its text goes into the structured metadata, as the way it was shipped has it. */
export function lineOf(sentence: Sentence, told: Told): Pick<LogLine, "line" | "metadata"> {
  const detected = { detected_level: sentence.level satisfies Level }
  const format = SERVICES[told.service].logFormat
  if (format === "logback") return { line: logback(sentence, told), metadata: detected }
  if (format === "json") return { line: (told.service === "gateway" ? pino : logstash)(sentence, told), metadata: detected }
  const { context, version } = told
  const traced = context && { span_id: context.spanId, trace_id: context.traceId }
  return { line: logfmt(sentence, told), metadata: { ...detected, service_version: version, ...traced } }
}
