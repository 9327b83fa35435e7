import { inSlices } from "#lib/datasource/in-slices.ts"
import { items, JsonBroken, members, skipValue } from "#lib/datasource/json-scan.ts"
import type { QueryContext } from "#lib/datasource/kind.ts"
import type { Frame } from "#lib/frame/frame.ts"
import { ask, categorize, nanoseconds, type Asker } from "./ask.ts"
import { logsFrame, readStream, type Line } from "./lines.ts"
import type { LokiQuery } from "./schema.ts"

const BACKLOG_MS = 10_000

/** Lines as they come, oldest first in each frame. The query is tried by an ordinary read first: a handshake that fails has no words. */
export async function* tailLoki(from: Asker, query: LokiQuery, { upstream, range, signal }: QueryContext): AsyncGenerator<Frame> {
  const end = range.toMs
  await ask.query(from, { query: query.expr, start: nanoseconds(end - BACKLOG_MS), end: nanoseconds(end), limit: "1" })
  const params = { query: query.expr, limit: String(Math.min(query.limit ?? 100, 1000)), start: nanoseconds(Math.min(range.fromMs, end)) }
  for await (const { text, dropped } of upstream.messages("/loki/api/v1/tail", { params, headers: categorize })) {
    const message = await inSlices(readMessage(Buffer.from(text)), signal)
    const lost = dropped > 0 ? [`${dropped} messages were dropped: the reader is too slow`] : []
    const skipped = message.dropped > 0 ? [`Loki dropped ${message.dropped} entries: the tail is too slow`] : []
    if (message.lines.length + lost.length + skipped.length > 0)
      yield { ...logsFrame(message.lines, "oldest"), notices: [...lost, ...skipped] }
  }
}

/** `{"streams": [...] | null, "dropped_entries": [...] | null}` */
function* readMessage(bytes: Buffer): Generator<undefined, { lines: Line[]; dropped: number }> {
  const cursor = { bytes, at: 0 }
  const lines: Line[] = []
  let dropped = 0
  try {
    for (const key of members(cursor)) {
      if (key === "streams") for (const _ of items(cursor)) lines.push(...(yield* readStream(cursor)))
      else if (key === "dropped_entries") {
        for (const _ of items(cursor)) {
          skipValue(cursor)
          dropped++
        }
      } else skipValue(cursor)
    }
  } catch (error) {
    // One broken frame must not end a tail.
    if (!(error instanceof JsonBroken)) throw error
  }
  return { lines, dropped }
}
