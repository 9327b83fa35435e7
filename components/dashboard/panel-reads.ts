import type { Frame } from "#lib/frame/frame.ts"
import type { PanelLine, PanelMeta } from "#lib/query/schema.ts"
import type { Range } from "#lib/time/range.ts"

/** What a panel shows: the last answer stays while the next is on its way. */
export interface PanelState {
  frames?: Frame[]
  notices: string[]
  meta?: PanelMeta
  /** ErrorBody of the panel's line, or what the whole request threw. */
  error?: unknown
  /** Being read now. */
  busy: boolean
  /** `frames` are the first rows of the answer that is being read. */
  more?: true
  /** Epoch ms of the answer, and the range that it is of. */
  receivedAtMs?: number
  range?: Range
}

/** One request for some panels; calls `onLine` for each as it is ready. Throws for all of them. */
export type ReadPanels = (
  panels: { id: string; points: number }[],
  range: Range,
  signal: AbortSignal,
  onLine: (line: PanelLine) => void,
) => Promise<void>

const empty: PanelState = { notices: [], busy: false }

/**
 * Reads the panels that are in view, all in one request; keeps each panel's state apart, so that an answer draws one panel only.
 * `now` is given for tests.
 */
export class PanelReads {
  private readonly states = new Map<string, PanelState>()
  private readonly listeners = new Map<string, Set<() => void>>()
  private readonly seen = new Map<string, number>()
  private readonly stale = new Set<string>()
  private readonly running = new Set<AbortController>()
  private planned: ReturnType<typeof setTimeout> | undefined
  private read: ReadPanels | undefined
  private rangeAt: (nowMs: number) => Range = (nowMs) => ({ fromMs: nowMs - 3_600_000, toMs: nowMs })
  private readonly busyListeners = new Set<() => void>()
  private readonly now: () => number

  constructor(now: () => number = Date.now) {
    this.now = now
  }

  /** Another range, other variables: what is on its way is of no use any more. `only` limits it to panels whose own question changed. */
  configure(read: ReadPanels, rangeAt: (nowMs: number) => Range, only?: string[]): void {
    this.read = read
    this.rangeAt = rangeAt
    if (!only) {
      for (const one of this.running) one.abort()
      this.running.clear()
    }
    for (const id of only ?? this.seen.keys()) this.stale.add(id)
    for (const id of only ? [] : this.states.keys()) this.stale.add(id)
    this.plan()
  }

  /** The panel is in or near the viewport and this wide (pixels), or has left it (undefined). */
  see(id: string, width: number | undefined): void {
    if (width === undefined) {
      this.seen.delete(id)
      return
    }
    const points = Math.max(50, Math.round(width))
    const first = !this.seen.has(id)
    this.seen.set(id, points)
    if (first && (this.stale.has(id) || !this.states.has(id))) {
      this.stale.add(id)
      this.plan()
    }
  }

  /** Reads again what is in view; what is being read is left to finish. */
  refresh(): void {
    for (const id of this.states.keys()) if (!this.states.get(id)?.busy) this.stale.add(id)
    this.plan()
  }

  stop(): void {
    clearTimeout(this.planned)
    this.planned = undefined
    for (const one of this.running) one.abort()
    this.running.clear()
  }

  get busy(): boolean {
    return this.running.size > 0
  }

  state(id: string): PanelState {
    return this.states.get(id) ?? empty
  }

  subscribe(id: string, listener: () => void): () => void {
    const mine = this.listeners.get(id) ?? new Set()
    this.listeners.set(id, mine.add(listener))
    return () => mine.delete(listener)
  }

  subscribeBusy(listener: () => void): () => void {
    this.busyListeners.add(listener)
    return () => this.busyListeners.delete(listener)
  }

  /** Panels come into view one by one within a task; they share a request. */
  private plan(): void {
    this.planned ??= setTimeout(() => {
      this.planned = undefined
      void this.run()
    }, 0)
  }

  private async run(): Promise<void> {
    const ids = [...this.seen.keys()].filter((id) => this.stale.has(id))
    if (!this.read || ids.length === 0) return
    const range = this.rangeAt(this.now())
    const controller = new AbortController()
    this.running.add(controller)
    for (const id of ids) {
      this.stale.delete(id)
      this.set(id, { ...this.state(id), busy: true })
    }
    this.tellBusy()
    const waiting = new Set(ids)
    const onLine = (line: PanelLine) => {
      if (controller.signal.aborted || !waiting.has(line.panelId)) return
      const begins = "more" in line && line.more === true
      // What is shown stays whole until the next is.
      if (begins && this.state(line.panelId).frames) return
      if (!begins) waiting.delete(line.panelId)
      this.set(line.panelId, this.answered(line, range))
    }
    let failure: unknown
    try {
      await this.read(
        ids.map((id) => ({ id, points: this.seen.get(id) ?? 800 })),
        range,
        controller.signal,
        onLine,
      )
    } catch (error) {
      failure = error
    }
    this.running.delete(controller)
    if (!controller.signal.aborted)
      for (const id of waiting) this.set(id, { ...this.state(id), busy: false, error: failure ?? new Error("no answer for the panel") })
    this.tellBusy()
  }

  private answered(line: PanelLine, range: Range): PanelState {
    if ("error" in line) return { ...this.state(line.panelId), busy: false, error: line.error }
    const { frames, notices, meta, more } = line
    return { frames, notices, meta, busy: more === true, receivedAtMs: this.now(), range, ...(more ? { more } : {}) }
  }

  private set(id: string, state: PanelState): void {
    this.states.set(id, state)
    for (const listener of this.listeners.get(id) ?? []) listener()
  }

  private tellBusy(): void {
    for (const listener of this.busyListeners) listener()
  }
}
