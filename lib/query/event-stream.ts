import type { Frame } from "#lib/frame/frame.ts"
import { printFrame } from "#lib/frame/wire.ts"
import { AppError } from "#lib/http/errors.ts"
import { SECOND } from "#lib/time/duration.ts"

export interface EventStreamOptions {
  /** Frames until the signal aborts, which it does when the reader leaves. */
  frames: (signal: AbortSignal) => AsyncIterable<Frame>
  /** Of the request. */
  signal: AbortSignal
  /** What a reader may know of an error, as JSON. */
  report: (error: unknown) => string
  /** When nothing more will come, whatever ended it. */
  onEnd: () => void
  /** A reader who lets more than this pile up is too slow and dropped; 2 MiB. */
  mostWaitingBytes?: number
  heartbeatMs?: number
}

type Controller = ReadableStreamDefaultController<Uint8Array>

/** Server-sent events: `frame` (JSON of a frame), at last `error` if there was one, and comments in between so that silence is not mistaken for a dead line. */
export function eventStream(options: EventStreamOptions): ReadableStream<Uint8Array> {
  const { mostWaitingBytes = 2 * 1024 * 1024, onEnd } = options
  const gone = new AbortController()
  const signal = AbortSignal.any([options.signal, gone.signal])
  const end = () => {
    gone.abort()
    onEnd()
  }
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => void follow(controller, signal, options).finally(end),
      cancel: () => gone.abort(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: mostWaitingBytes }),
  )
}

async function follow(controller: Controller, signal: AbortSignal, { frames, report, heartbeatMs = 15 * SECOND }: EventStreamOptions) {
  const isFull = () => (controller.desiredSize ?? 0) <= 0
  const write = (text: string) => {
    if (!signal.aborted) controller.enqueue(Buffer.from(text))
  }
  const heartbeat = setInterval(() => isFull() || write(": here\n\n"), heartbeatMs)
  try {
    write(": here\n\n")
    for await (const frame of frames(signal)) {
      if (isFull()) throw new AppError("rate_limited", "tailTooSlow", {}, { safeForViewer: true })
      write(`event: frame\ndata: ${printFrame(frame)}\n\n`)
    }
  } catch (error) {
    write(`event: error\ndata: ${report(error)}\n\n`)
  } finally {
    clearInterval(heartbeat)
    if (!signal.aborted) controller.close()
  }
}
