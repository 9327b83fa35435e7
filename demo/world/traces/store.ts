// All traces of the company, computed when they are asked for.
import type { Trace, TraceShape, TraceStore } from "#demo/traceql/trace-store.ts"
import { counterOf, type Course, marksIn } from "#demo/world/course.ts"
import { BuiltTrace } from "./build.ts"
import type { Source, Sources } from "./sources.ts"

/** How much time is put in order at once. */
const CHUNK_MS = 60_000

class Shape implements TraceShape {
  readonly name: string
  readonly count: (fromMs: number, toMs: number) => number
  readonly #source: Source

  constructor(source: Source) {
    this.#source = source
    this.count = counterOf({ course: source.course, mostMs: 0 })
    this.name = source.name
  }

  get services(): readonly string[] {
    return [...new Set(this.#source.nodes.map(({ service }) => service))]
  }

  get rootService(): string {
    return this.#source.nodes[0]!.service
  }

  get rootName(): string {
    return this.#source.nodes[0]!.name
  }

  get hasError(): boolean {
    return this.#source.nodes.some(({ failure }) => failure !== undefined)
  }

  get spanCount(): number {
    return this.#source.nodes.length
  }

  *traces(fromMs: number, toMs: number): Generator<Trace> {
    for (const { n } of marksIn({ course: this.#source.course, mostMs: 0 }, fromMs, toMs, "backward"))
      yield new BuiltTrace(this.#source, this, this.#source.tell(n))
  }
}

export function createTraceStore({ all, ids }: Sources): TraceStore {
  const shapes = all.map((source) => new Shape(source))
  const placeOf = new Map(all.map(({ index }, place) => [index, place]))
  const traceOf = (place: number, n: number): Trace => new BuiltTrace(all[place]!, shapes[place]!, all[place]!.tell(n))
  return {
    shapes,
    *traces(fromMs, toMs) {
      const [from, to] = [Math.ceil(fromMs), Math.ceil(toMs)]
      const ends = all.map(({ course }) => course.before(to))
      for (let end = to; end > from; end -= CHUNK_MS)
        for (const { place, n } of newestFirst(
          all.map(({ course }) => course),
          ends,
          Math.max(from, end - CHUNK_MS),
        ))
          yield traceOf(place, n)
    },
    find(traceId) {
      const found = ids.placeOf(traceId)
      const place = found && placeOf.get(found.source)
      return place === undefined ? undefined : traceOf(place, found!.n)
    },
  }
}

/** What begins from `fromMs` until where the last call ended; `ends` is moved on for the next. */
function newestFirst(courses: readonly Course[], ends: number[], fromMs: number): { place: number; n: number; timeMs: number }[] {
  const found: { place: number; n: number; timeMs: number }[] = []
  for (const [place, course] of courses.entries()) {
    const first = course.before(fromMs)
    for (let n = first; n < ends[place]!; n++) found.push({ place, n, timeMs: course.timeOf(n) })
    ends[place] = first
  }
  return found.toSorted((a, b) => b.timeMs - a.timeMs || b.place - a.place)
}
