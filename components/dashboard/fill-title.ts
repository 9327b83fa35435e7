import { type Value, wordsOf } from "./choice.ts"

const NAMED = /\$(\w+)|\$\{(\w+)(?::\w+)?\}|\[\[(\w+)\]\]/g

/** A title with its variables' present values as people read them ("a + b"; `all` is the word for All); what is no variable stays. */
export function fillTitle(title: string, values: Record<string, Value>, all: string): string {
  return title.replace(NAMED, (whole, plain?: string, braced?: string, squared?: string) => {
    const name = plain ?? braced ?? squared ?? ""
    if (!Object.hasOwn(values, name)) return whole
    return wordsOf(values[name], all)
  })
}
