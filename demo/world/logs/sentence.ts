// What a program writes on an occasion, apart from how it writes it.
import type { InstanceIndex, ServiceName } from "#demo/world/cast.ts"

export type Level = "debug" | "info" | "warn" | "error"

/** Of the trace that an occasion belongs to. */
export interface Context {
  traceId: string
  spanId: string
}

/** The occasion: one request at one service, or one tick of a background job. */
export interface Told {
  seed: number
  n: number
  timeMs: number
  /** Of the service's own span; 0 in the background. */
  lastsMs: number
  service: ServiceName
  instance: InstanceIndex
  version: string
  /** Absent where nothing was traced. */
  context?: Context
}

export type Fields = Readonly<Record<string, string | number | boolean | object>>

export interface Sentence {
  /** Unique within its service and route. */
  name: string
  level: Level
  /** Class or module. */
  logger: string
  message: (told: Told) => string
  fields?: (told: Told) => Fields
  stack?: (told: Told) => string
  /** When within the service's span: 0 at its begin, 1 at its end. */
  at: number
}

/** A sentence from its parts: what it is called, its level and logger, when it is said, and what. */
export const says = (
  name: string,
  level: Level,
  logger: string,
  at: number,
  message: Sentence["message"],
  more: Pick<Sentence, "fields" | "stack"> = {},
): Sentence => ({ name, level, logger, at, message, ...more })
