import { numberOf, type WireNumber } from "./wire-number.ts"

/**
 * A column of numbers that came as text and mostly leaves as text: read only when somebody computes with it, passed on as it came when
 * nobody does. Reading and printing 100,000 numbers costs more than the source takes to find them.
 */
export class PrintedNumbers {
  readonly name: string
  readonly type = "number"
  /** The values as the inside of a JSON array, in the form of the wire; nobody may change it. */
  readonly printed: Uint8Array
  #values: Float64Array | undefined

  constructor(name: string, printed: Uint8Array) {
    this.name = name
    this.printed = printed
  }

  get values(): Float64Array {
    this.#values ??= Float64Array.from(
      JSON.parse(`[${new TextDecoder().decode(this.printed)}]`) as WireNumber[],
      (value) => numberOf(value) ?? Number.NaN,
    )
    return this.#values
  }
}
