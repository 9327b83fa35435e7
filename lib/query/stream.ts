import "server-only"
import { Readable } from "node:stream"
import { setImmediate } from "node:timers/promises"
import { constants, createGzip } from "node:zlib"

/** Text that is collected before it goes out; a piece that ends a line goes out at once. */
const BATCH_CHARACTERS = 64 * 1024
/** Work without a pause: others get their turn after so long. */
const PAUSE_AFTER_MS = 12

/**
 * An answer that is written while it is made: lines leave as they are ready, compressed where the caller takes gzip.
 * @param write makes the pieces; its signal aborts when the caller goes away or stops reading
 */
export function streamAnswer(request: Request, contentType: string, write: (signal: AbortSignal) => AsyncIterable<string>): Response {
  const gone = new AbortController()
  const pieces = Readable.from(batches(write(AbortSignal.any([request.signal, gone.signal]))), { objectMode: false })
  const headers = new Headers({ "content-type": contentType, vary: "accept-encoding", "x-accel-buffering": "no" })
  const zipped = acceptsGzip(request.headers.get("accept-encoding"))
  const body = zipped ? pieces.pipe(createGzip({ level: 1, flush: constants.Z_SYNC_FLUSH })) : pieces
  if (zipped) headers.set("content-encoding", "gzip")
  body.once("close", () => {
    gone.abort()
    pieces.destroy()
  })
  pieces.once("error", (error) => body.destroy(error))
  return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, { headers })
}

/** Whether an Accept-Encoding header allows gzip. */
export function acceptsGzip(header: string | null): boolean {
  return (header ?? "").split(",").some((part) => {
    const [name = "", quality] = part
      .trim()
      .toLowerCase()
      .split(/;\s*q=/)
    return (name === "gzip" || name === "*") && Number(quality ?? 1) > 0
  })
}

async function* batches(pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let batch = ""
  let resumedAt = performance.now()
  for await (const piece of pieces) {
    batch += piece
    if (batch.length >= BATCH_CHARACTERS || piece.endsWith("\n")) {
      yield Buffer.from(batch)
      batch = ""
    }
    if (performance.now() - resumedAt > PAUSE_AFTER_MS) {
      await setImmediate()
      resumedAt = performance.now()
    }
  }
  if (batch !== "") yield Buffer.from(batch)
}

/** Results in the order in which they come. The work must not reject. */
export async function* asCompleted<T>(work: Promise<T>[]): AsyncGenerator<T> {
  const done: T[] = []
  let wake = Promise.withResolvers<void>()
  const collect = async (one: Promise<T>) => {
    done.push(await one)
    wake.resolve()
  }
  for (const one of work) void collect(one)
  for (let given = 0; given < work.length; given += 1) {
    if (done.length === 0) await wake.promise
    yield done.shift() as T
    if (done.length === 0) wake = Promise.withResolvers()
  }
}
