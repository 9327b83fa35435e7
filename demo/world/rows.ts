// Counters as rows: those that move together are read together, and kept a while for the next who asks about the same scrape.
import type { Group } from "#demo/world/hands.ts"
import type { Timeline } from "#demo/world/timeline.ts"

const SLOT_BITS = 12
const SLOTS = 1 << SLOT_BITS
const MAX_KEPT_BYTES = 32 << 20

interface Kept {
  ticks: Int32Array
  values: Float64Array
}

/** A group of counters read at the scrapes of a timeline. */
export class Rows {
  readonly #group: Group
  readonly #timeline: Timeline
  readonly #shelf: Shelf
  kept: Kept | undefined

  constructor(group: Group, timeline: Timeline, shelf: Shelf) {
    this.#group = group
    this.#timeline = timeline
    this.#shelf = shelf
  }

  get bytes(): number {
    return SLOTS * (this.#group.width * 8 + 4)
  }

  /** One column at a scrape, counted since the epoch. */
  at(tick: number, column: number): number {
    const { ticks, values } = this.kept ?? this.#shelf.make(this)
    const slot = Math.imul(tick, 0x9e3779b1) >>> (32 - SLOT_BITS)
    const { width } = this.#group
    if (ticks[slot] !== tick) {
      ticks[slot] = tick
      this.#group.read(this.#timeline.timeOf(tick), values, slot * width)
    }
    return values[slot * width + column]!
  }

  /** All columns at any instant. */
  row(timeMs: number): Float64Array {
    const row = new Float64Array(this.#group.width)
    this.#group.read(timeMs, row, 0)
    return row
  }

  allocate(): Kept {
    return (this.kept = { ticks: new Int32Array(SLOTS).fill(-(2 ** 31)), values: new Float64Array(SLOTS * this.#group.width) })
  }
}

/** Bounds what all rows keep: those that were not asked for the longest give way. */
export class Shelf {
  readonly #used = new Set<Rows>()
  #bytes = 0

  /** These are about to be read. */
  touch(rows: Iterable<Rows>): void {
    for (const each of rows) if (this.#used.delete(each)) this.#used.add(each)
  }

  make(rows: Rows): Kept {
    for (const oldest of this.#used) {
      if (this.#bytes + rows.bytes <= MAX_KEPT_BYTES) break
      this.#used.delete(oldest)
      this.#bytes -= oldest.bytes
      oldest.kept = undefined
    }
    this.#used.add(rows)
    this.#bytes += rows.bytes
    return rows.allocate()
  }
}
