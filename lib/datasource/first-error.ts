import type { Tree } from "@lezer/common"

/** Offset of the first place where a parsed query stops making sense; undefined when all of it does. Iterative. */
export function firstError(tree: Tree): number | undefined {
  const cursor = tree.cursor()
  do if (cursor.type.isError) return cursor.from
  while (cursor.next())
  return undefined
}
