/** A variable's value is one text or several; "$__all" is every option. */
export const ALL = "$__all"

export type Value = string | string[]

export function valuesOf(value: Value | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

/** A value as people read it ("a + b"); `all` is the word for All. */
export function wordsOf(value: Value | undefined, all: string): string {
  return valuesOf(value)
    .map((one) => (one === ALL ? all : one))
    .join(" + ")
}

/** The choice of several after one option was clicked: All stands alone, and without anything chosen the last one stays. */
export function toggleOption(chosen: string[], option: string): string[] {
  if (option === ALL) return [ALL]
  const others = chosen.filter((one) => one !== ALL && one !== option)
  const next = chosen.includes(option) ? others : [...others, option]
  return next.length === 0 ? chosen : next
}
