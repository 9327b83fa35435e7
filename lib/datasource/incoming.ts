import { inSlices } from "./in-slices.ts"
import { JsonBroken, peek, type Cursor } from "./json-scan.ts"

const FIRST_WINDOW = 128 * 1024
/** As much of a body as messages about it may need. */
const HEAD = 8192

/**
 * A JSON text that is read while it comes: a window over the bytes that were not read yet. A reader that finds its value cut by the
 * window's end goes back to where the value begins and asks for more (`whole`, `more`); the window then moves, so nothing but
 * `at` may be kept over a `yield`.
 */
export class Incoming implements Cursor {
  bytes: Buffer
  view: DataView
  at = 0
  /** Nothing comes behind the window. */
  isOver: boolean
  /** The reader can't go on without more. */
  isStarved = false
  /** The beginning of the text. */
  head: Buffer
  #window: Buffer
  #end: number

  constructor(whole?: Buffer) {
    this.#window = whole ?? Buffer.allocUnsafeSlow(FIRST_WINDOW)
    this.#end = whole?.length ?? 0
    this.bytes = this.#window.subarray(0, this.#end)
    this.view = viewOf(this.bytes)
    this.head = this.bytes.subarray(0, HEAD)
    this.isOver = whole !== undefined
  }

  get unread(): number {
    return this.#end - this.at
  }

  /** Puts a piece behind what is unread; what is read goes. */
  add(piece: Buffer): void {
    if (this.head.length < HEAD) this.head = Buffer.concat([this.head, piece.subarray(0, HEAD - this.head.length)])
    const kept = this.unread
    const needed = kept + piece.length
    const into = needed > this.#window.length ? Buffer.allocUnsafeSlow(Math.max(needed, this.#window.length * 2)) : this.#window
    if (this.at > 0 || into !== this.#window) this.#window.copy(into, 0, this.at, this.#end)
    piece.copy(into, kept)
    this.#window = into
    this.#end = needed
    this.at = 0
    this.bytes = into.subarray(0, needed)
    this.view = viewOf(this.bytes)
    this.isStarved = false
  }

  end(): void {
    this.isOver = true
    this.isStarved = false
  }
}

const viewOf = (bytes: Buffer) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)

/** Waits for more bytes; what `at` stands on stays. */
export function* more(cursor: Incoming): Generator<undefined, void> {
  cursor.isStarved = true
  yield
}

/** What `read` reads, from its beginning again whenever the window ends inside it. */
export function* whole<T>(cursor: Incoming, read: (cursor: Incoming) => T): Generator<undefined, T> {
  for (;;) {
    const from = cursor.at
    try {
      const value = read(cursor)
      // A number that ends with the window may go on behind it.
      if (cursor.unread > 0 || cursor.isOver) return value
    } catch (error) {
      if (cursor.isOver || !(error instanceof JsonBroken)) throw error
    }
    cursor.at = from
    yield* more(cursor)
  }
}

/** `peek` that waits for a byte. */
export function* look(cursor: Incoming): Generator<undefined, number> {
  for (;;) {
    const byte = peek(cursor)
    if (byte !== -1 || cursor.isOver) return byte
    yield* more(cursor)
  }
}

/**
 * Runs a reader over a body as it comes, in slices of time. A value that does not fit the window has it doubled each time, so reading
 * it again costs no more than reading it twice.
 */
export async function readIncoming<T>(
  cursor: Incoming,
  pieces: AsyncIterable<Buffer>,
  read: (cursor: Incoming) => Generator<undefined, T>,
  signal: AbortSignal,
): Promise<T> {
  const coming = pieces[Symbol.asyncIterator]()
  const refill = async () => {
    const wanted = cursor.unread * 2
    do {
      const next = await coming.next()
      if (next.done) cursor.end()
      else cursor.add(next.value)
    } while (!cursor.isOver && cursor.unread < wanted)
  }
  try {
    return await inSlices(read(cursor), signal, { refill, isStarved: () => cursor.isStarved })
  } finally {
    await coming.return?.()
  }
}
