import "server-only"
import { Readable } from "node:stream"
import { setImmediate } from "node:timers/promises"
import { constants, createGzip } from "node:zlib"
import type { Piece } from "#lib/frame/wire.ts"
import { encodingHeader } from "#lib/http/encoding-header.ts"

/** Text that is collected before it goes out; the end of a line goes out at once. Each write costs, and fewer are faster. */
const BATCH_LENGTH = 256 * 1024
/** Work without a pause: others get their turn after so long. */
const PAUSE_AFTER_MS = 12

/** What is written, line by line: waiting is between lines, the pieces of one are made as they are asked for. */
export type Lines = AsyncIterable<Iterable<Piece>> | Iterable<Iterable<Piece>>

/**
 * An answer that is written while it is made: lines leave as they are ready, compressed where the caller takes gzip.
 * @param write makes the lines; its signal aborts when the caller goes away or stops reading
 */
export function streamAnswer(request: Request, contentType: string, write: (signal: AbortSignal) => Lines): Response {
  const gone = new AbortController()
  const parts = batches(write(AbortSignal.any([request.signal, gone.signal])))
  const headers = new Headers({ "content-type": contentType, vary: "accept-encoding", "x-accel-buffering": "no" })
  if (!request.headers.has(encodingHeader) || !acceptsGzip(request.headers.get("accept-encoding")))
    return new Response(plainBody(parts, gone), { headers })
  headers.set(encodingHeader, "gzip")
  return new Response(zippedBody(parts, gone), { headers })
}

function plainBody(parts: AsyncGenerator<Uint8Array>, gone: AbortController): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    // The work first: a generator that waits for it can't return before.
    cancel: () => gone.abort(),
  })
}

function zippedBody(parts: AsyncGenerator<Uint8Array>, gone: AbortController): ReadableStream<Uint8Array> {
  const pieces = Readable.from(parts, { objectMode: false })
  const zipped = pieces.pipe(createGzip({ level: 1, flush: constants.Z_SYNC_FLUSH }))
  zipped.once("close", () => {
    gone.abort()
    pieces.destroy()
  })
  pieces.once("error", (error) => zipped.destroy(error))
  return Readable.toWeb(zipped) as ReadableStream<Uint8Array>
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

async function* batches(lines: Lines): AsyncGenerator<Buffer> {
  let resumedAt = performance.now()
  for await (const line of lines) {
    for (const batch of batchesOf(line)) {
      yield batch
      if (performance.now() - resumedAt < PAUSE_AFTER_MS) continue
      await setImmediate()
      resumedAt = performance.now()
    }
  }
}

function* batchesOf(line: Iterable<Piece>): Generator<Buffer> {
  let batch: Piece[] = []
  let length = 0
  for (const piece of line) {
    batch.push(piece)
    length += piece.length
    if (length < BATCH_LENGTH) continue
    yield joined(batch)
    batch = []
    length = 0
  }
  if (batch.length > 0) yield joined(batch)
}

function joined(batch: Piece[]): Buffer {
  const bytes = Buffer.allocUnsafeSlow(batch.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0))
  let at = 0
  for (const piece of batch) {
    if (typeof piece === "string") at += bytes.write(piece, at)
    else {
      bytes.set(piece, at)
      at += piece.length
    }
  }
  return bytes
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
