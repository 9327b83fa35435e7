// `| regexp` and `| decolorize`.
import { compile } from "#demo/logql/regex.ts"
import type { CompiledStage } from "./stage.ts"

/** Named groups become labels. @throws with Go's or Loki's words */
export function regexpParser(pattern: string): CompiledStage {
  const regex = compile(pattern)
  const names = Object.keys(regex.namedGroups())
  if (names.length === 0) throw new Error("at least one named capture must be supplied")
  return {
    run: (entry) => {
      if (entry.unread) return true
      const matcher = regex.matcher(entry.line)
      if (matcher.find()) for (const name of names) entry.extract(name, matcher.group(name) ?? "")
      return true
    },
  }
}

// oxlint-disable-next-line no-control-regex
const COLOUR = /\u001B\[[0-9;]*[A-Za-z]/g

export const decolorizeStage: CompiledStage = {
  run: (entry) => {
    entry.line = entry.line.replaceAll(COLOUR, "")
    return true
  },
}
