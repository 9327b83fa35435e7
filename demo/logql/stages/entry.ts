// A line on its way through a pipeline.
import type { Labels } from "#demo/promql/storage.ts"
import type { LogLine } from "#demo/logql/log-store.ts"

export const ERROR = "__error__"
export const ERROR_DETAILS = "__error_details__"

/** Labels in the order in which they hide each other: parsed, structured metadata, stream. */
export class Entry {
  line: string
  readonly timeNs: bigint
  stream: Labels
  metadata: Labels
  /** Without a prototype: names are the line's own. */
  parsed: Record<string, string> = Object.create(null) as Record<string, string>
  error = ""
  details = ""
  /** The parsed labels matter to nobody, so parsers may rest. */
  readonly unread: boolean

  constructor(stream: Labels, { line, timeNs, metadata }: LogLine, unread = false) {
    this.line = line
    this.timeNs = timeNs
    this.stream = stream
    this.metadata = metadata
    this.unread = unread
  }

  get(name: string): string | undefined {
    if (name === ERROR) return this.error || this.parsed[name]
    if (name === ERROR_DETAILS) return this.details || this.parsed[name]
    return this.parsed[name] ?? this.base(name)
  }

  /** A label that the line had before any parser. */
  base(name: string): string | undefined {
    if (Object.hasOwn(this.metadata, name)) return this.metadata[name]
    return Object.hasOwn(this.stream, name) ? this.stream[name] : undefined
  }

  /** What a parser found: it gives way to what was there before. */
  extract(name: string, value: string): void {
    this.parsed[this.base(name) === undefined ? name : `${name}_extracted`] = value
  }

  /** What the query says: it wins over what was there before. */
  set(name: string, value: string): void {
    if (this.base(name) !== undefined) this.remove(name)
    this.parsed[name] = value
  }

  remove(name: string): void {
    delete this.parsed[name]
    if (name === ERROR) this.error = ""
    if (name === ERROR_DETAILS) this.details = ""
    if (Object.hasOwn(this.metadata, name)) this.metadata = without(this.metadata, name)
    if (Object.hasOwn(this.stream, name)) this.stream = without(this.stream, name)
  }

  fail(error: string, details: string): void {
    this.error = error
    this.details = details
  }

  /** Parsed labels, the error among them, in order. */
  parsedLabels(): Labels {
    const result: Record<string, string> = {}
    if (this.error) result[ERROR] = this.error
    if (this.details) result[ERROR_DETAILS] = this.details
    for (const name of Object.keys(this.parsed).toSorted()) result[name] ??= this.parsed[name]!
    return result
  }

  /** All of them as one set. */
  labels(): Labels {
    return { ...this.stream, ...this.metadata, ...this.parsedLabels() }
  }
}

function without(labels: Labels, name: string): Labels {
  const { [name]: _gone, ...rest } = labels
  return rest
}
