import { pipeline, type Readable, type Transform } from "node:stream"
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from "node:zlib"
import { AppError } from "./errors.ts"

export interface BodyLimits {
  /** Bytes after decoding. */
  maxBytes: number
  /** Longest silence between two chunks, ms. */
  idleMs: number
  host: string
}

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
}

/** What we can decode, for Accept-Encoding. */
export const acceptedEncodings = "gzip, br, zstd, deflate"

/**
 * A body in pieces as they come, decoded and counted.
 * @throws {AppError} `too_large`, `upstream_timeout` (silence), `upstream_error` (an encoding, or several, that we don't decode)
 */
export async function* bodyPieces(body: Readable, encoding: string | undefined, limits: BodyLimits): AsyncGenerator<Buffer> {
  const { maxBytes, idleMs, host } = limits
  const decoder = decoderOf(encoding, body, host)
  const timer = setTimeout(() => body.destroy(new AppError("upstream_timeout", "upstreamIdle", { host, seconds: idleMs / 1000 })), idleMs)
  let length = 0
  try {
    for await (const piece of (decoder ? decoded(body, decoder, timer) : body) as AsyncIterable<Buffer>) {
      timer.refresh()
      length += piece.length
      if (length > maxBytes)
        throw new AppError("too_large", "upstreamTooLarge", { host, megabytes: Math.max(1, Math.round(maxBytes / 2 ** 20)) })
      yield piece
    }
  } catch (cause) {
    if (cause instanceof Error && /^(Z_|ERR__?ZLIB|ERR_BROTLI|ZSTD_)/.test((cause as NodeJS.ErrnoException).code ?? "")) {
      throw new AppError("upstream_error", "upstreamBrokenEncoding", { host }, { cause })
    }
    throw cause
  } finally {
    clearTimeout(timer)
  }
}

function decoderOf(encoding: string | undefined, body: Readable, host: string): Transform | undefined {
  const names = (encoding ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name && name !== "identity")
  const [name] = names
  if (name === undefined) return undefined
  const decoder = names.length > 1 ? undefined : decoders[name]
  if (decoder) return decoder()
  body.destroy()
  throw new AppError("upstream_error", "upstreamEncoding", { host, encoding: names.join(", ").slice(0, 40) })
}

/** Bytes that come in are a sign of life even where none come out. */
function decoded(body: Readable, decoder: Transform, timer: NodeJS.Timeout): Transform {
  body.on("data", () => timer.refresh())
  return pipeline(body, decoder, () => {})
}

/** All pieces in one. Grows by doubling: one large copy at most, and no list of thousands of pieces to join at the end. */
export async function gather(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  let buffer = Buffer.allocUnsafeSlow(64 * 1024)
  let length = 0
  for await (const piece of pieces) {
    const needed = length + piece.length
    if (needed > buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, buffer.length * 2))
      buffer.copy(larger, 0, 0, length)
      buffer = larger
    }
    piece.copy(buffer, length)
    length = needed
  }
  return buffer.subarray(0, length)
}
