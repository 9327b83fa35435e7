// Many ordered sequences as one.

/** Merges sequences that are each ordered by `before`; of equals the earlier sequence comes first. Lazy. */
export function* merge<Item>(sources: Iterable<Item>[], before: (a: Item, b: Item) => boolean): Generator<{ item: Item; source: number }> {
  interface Head {
    item: Item
    source: number
    rest: Iterator<Item>
  }
  const heap: Head[] = []
  const less = (a: Head, b: Head) => before(a.item, b.item) || (!before(b.item, a.item) && a.source < b.source)
  const sink = (from: number) => {
    const head = heap[from]!
    let at = from
    for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && less(heap[child + 1]!, heap[child]!)) child++
      if (!less(heap[child]!, head)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = head
  }
  for (const [source, items] of sources.entries()) {
    const rest = items[Symbol.iterator]()
    const first = rest.next()
    if (!first.done) heap.push({ item: first.value, source, rest })
  }
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(at)
  for (let head = heap[0]; head; head = heap[0]) {
    yield { item: head.item, source: head.source }
    const next = head.rest.next()
    if (next.done) {
      const last = heap.pop()!
      if (heap.length === 0) return
      heap[0] = last
    } else head.item = next.value
    sink(0)
  }
}
