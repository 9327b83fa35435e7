import { Transform, Writable, type Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
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
 * Reads a body whole, decoding it as it comes and counting what comes out.
 * @throws {AppError} `too_large`, `upstream_timeout` (silence), `upstream_error` (an encoding, or several, that we don't decode)
 */
export async function readBody(body: Readable, encoding: string | undefined, limits: BodyLimits): Promise<Buffer> {
  const { maxBytes, idleMs, host } = limits
  const names = (encoding ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name && name !== "identity")
  const decoder = names[0] ? decoders[names[0]] : undefined
  if (names.length > 1 || (names[0] && !decoder)) {
    body.on("error", () => {}).destroy()
    throw new AppError("upstream_error", "upstreamEncoding", { host, encoding: names.join(", ").slice(0, 40) })
  }
  const idle = new AbortController()
  const timer = setTimeout(() => idle.abort(new AppError("upstream_timeout", "upstreamIdle", { host, seconds: idleMs / 1000 })), idleMs)
  const watch = new Transform({
    transform(chunk: Buffer, _, done) {
      timer.refresh()
      done(null, chunk)
    },
  })
  const gathered = gather(maxBytes, host)
  try {
    const stages = decoder ? [body, watch, decoder(), gathered.into] : [body, watch, gathered.into]
    await pipeline(stages as [Readable, Writable], { signal: idle.signal })
    return gathered.bytes()
  } catch (cause) {
    if (idle.signal.aborted) throw idle.signal.reason
    if (cause instanceof Error && /^(Z_|ERR__?ZLIB|ERR_BROTLI|ZSTD_)/.test((cause as NodeJS.ErrnoException).code ?? "")) {
      throw new AppError("upstream_error", "upstreamBrokenEncoding", { host }, { cause })
    }
    throw cause
  } finally {
    clearTimeout(timer)
  }
}

/** Grows by doubling: one large copy at most, and no list of thousands of chunks to join at the end. */
function gather(maxBytes: number, host: string) {
  let buffer = Buffer.allocUnsafeSlow(64 * 1024)
  let length = 0
  const into = new Writable({
    write(chunk: Buffer, _, done) {
      const needed = length + chunk.length
      if (needed > maxBytes)
        return done(new AppError("too_large", "upstreamTooLarge", { host, megabytes: Math.max(1, Math.round(maxBytes / 2 ** 20)) }))
      if (needed > buffer.length) {
        const larger = Buffer.allocUnsafeSlow(Math.min(maxBytes, Math.max(needed, buffer.length * 2)))
        buffer.copy(larger, 0, 0, length)
        buffer = larger
      }
      chunk.copy(buffer, length)
      length = needed
      done()
    },
  })
  return { into, bytes: () => buffer.subarray(0, length) }
}
