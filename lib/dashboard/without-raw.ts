import type { Choices } from "./variables.ts"

/**
 * A query for a reader who may not write one: the author's `:raw` is taken from variables whose value the reader sent, so that it can't
 * leave its place unescaped.
 */
export function withoutRaw<T>(query: T, choices: Choices): T {
  if (typeof query === "string") {
    return query.replace(/\$\{(\w+):raw\}|\[\[(\w+):raw\]\]/g, (whole: string, braced?: string, bracketed?: string) => {
      const name = braced ?? bracketed ?? ""
      return Object.hasOwn(choices, name) ? `\${${name}}` : whole
    }) as T
  }
  if (Array.isArray(query)) return query.map((part: unknown) => withoutRaw(part, choices)) as T
  if (typeof query !== "object" || query === null) return query
  return Object.fromEntries(Object.entries(query).map(([key, part]) => [key, withoutRaw(part as unknown, choices)])) as T
}
