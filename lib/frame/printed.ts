import { numberOf, type WireNumber } from "./wire-number.ts"

/**
 * A column of numbers that came as text and mostly leaves as text: read only when somebody computes with it, passed on as it came when
 * nobody does. Reading and printing 100,000 numbers costs more than the source takes to find them.
 */
export class PrintedNumbers {
  readonly name: string
  readonly type = "number"
  /** The values as the inside of a JSON array, in the form of the wire, in parts that follow each other; nobody may change them. */
  readonly #parts: readonly Uint8Array[]
  #values: Float64Array | undefined

  /** @param parts those without values are left out */
  constructor(name: string, ...parts: Uint8Array[]) {
    this.name = name
    this.#parts = parts.filter((part) => part.length > 0)
  }

  /** The values of both, one behind the other. */
  followedBy(next: PrintedNumbers): PrintedNumbers {
    return new PrintedNumbers(this.name, ...this.#parts, ...next.#parts)
  }

  /** The inside of a JSON array in pieces. */
  *printed(): Generator<Uint8Array | string> {
    let between = ""
    for (const part of this.#parts) {
      if (between) yield between
      yield part
      between = ","
    }
  }

  get values(): Float64Array {
    this.#values ??= Float64Array.from(
      JSON.parse(`[${this.#parts.map((part) => new TextDecoder().decode(part)).join(",")}]`) as WireNumber[],
      (value) => numberOf(value) ?? Number.NaN,
    )
    return this.#values
  }
}
