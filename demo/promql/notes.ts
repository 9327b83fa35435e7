// Warnings and infos that go out with an answer.
import { place } from "./errors.ts"

const MOST_SHOWN = 10

export class Notes {
  readonly query: string
  readonly #warnings = new Set<string>()
  readonly #infos = new Set<string>()

  constructor(query: string) {
    this.query = query
  }

  warn(text: string, at: number): void {
    this.#warnings.add(`PromQL warning: ${text} (${place(this.query, at)})`)
  }

  info(text: string, at: number): void {
    this.#infos.add(`PromQL info: ${text} (${place(this.query, at)})`)
  }

  get warnings(): string[] {
    return shortened(this.#warnings, "warning")
  }

  get infos(): string[] {
    return shortened(this.#infos, "info")
  }
}

function shortened(all: Set<string>, word: string): string[] {
  const shown = [...all].slice(0, MOST_SHOWN)
  const more = all.size - shown.length
  return more > 0 ? [...shown, `${more} more ${word} annotations omitted`] : shown
}
