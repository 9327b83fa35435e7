/** Answers that are kept for a moment, the oldest forgotten when there are too many. */
export class ShortMemory<T> {
  readonly #kept = new Map<string, { untilMs: number; value: T }>()
  readonly #keepMs: number
  readonly #most: number

  constructor(keepMs: number, most: number) {
    this.#keepMs = keepMs
    this.#most = most
  }

  get(key: string, nowMs: number): T | undefined {
    const entry = this.#kept.get(key)
    return entry && entry.untilMs > nowMs ? entry.value : undefined
  }

  keep(key: string, value: T, nowMs: number): T {
    this.#kept.delete(key)
    this.#kept.set(key, { untilMs: nowMs + this.#keepMs, value })
    const [oldest] = this.#kept.keys()
    if (oldest !== undefined && this.#kept.size > this.#most) this.#kept.delete(oldest)
    return value
  }
}
