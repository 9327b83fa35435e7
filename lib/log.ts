import { pino, stdTimeFunctions, type Logger } from "pino"

export type { Logger }

/** Names of things that must never reach a log, at the top and one or two levels down. */
const SECRET_NAMES = [
  "authorization",
  "cookie",
  "password",
  "passwordHash",
  "token",
  "bearerToken",
  "botToken",
  "apiKey",
  "secret",
  "secretKey",
  "clientSecret",
  "connectionString",
  "databaseUrl",
]
const redactPaths = [
  ...SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  'headers["set-cookie"]',
  '*.headers["set-cookie"]',
]

interface ErrorLine {
  type: string
  message: string
  code?: unknown
  stack?: string
  cause?: unknown
}

/** What a log keeps of an error: not its other fields, where drivers hang whole connections, settings and request headers. */
function describeError(error: unknown): ErrorLine | string {
  if (!(error instanceof Error)) return String(error)
  const { name, message, stack, cause } = error
  const code = (error as { code?: unknown }).code
  return { type: name, message, ...(code !== undefined && { code }), stack, ...(cause !== undefined && { cause: describeError(cause) }) }
}

/**
 * One JSON line an event, on standard output. `time` is ISO 8601 in UTC, errors go under `err` with their causes.
 * @param destination where lines go instead of standard output (tests).
 */
export function createLogger(destination?: { write(line: string): void }): Logger {
  const options = {
    level: process.env.BONGSU_LOG_LEVEL || "info",
    base: process.env.BONGSU_ROLE ? { role: process.env.BONGSU_ROLE } : {},
    timestamp: stdTimeFunctions.isoTime,
    redact: { paths: redactPaths, censor: "[redacted]" },
    serializers: { err: describeError },
    formatters: { level: (label: string) => ({ level: label }) },
  }
  return destination ? pino(options, destination) : pino(options)
}

export const log: Logger = createLogger()

/** A logger whose every line carries the request's id. */
export function requestLog(requestId: string): Logger {
  return log.child({ requestId })
}
