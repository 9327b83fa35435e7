import { durationNames, numberNames } from "../../built-in-completion.ts"

const PART = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|#[^\n]*|\$\{(\w+)[^}]*\}|\[\[(\w+)(?::\w+)?\]\]|\$(\w+)/g

/**
 * The text with every built-in variable replaced by a duration or number of the same length, so that places in it stay the same. Undefined
 * when a dashboard's own variable stands outside of strings: what it is, nobody knows yet.
 */
export function withoutVariables(text: string): string | undefined {
  let unknown = false
  const filled = text.replace(PART, (whole: string, braced?: string, bracketed?: string, bare?: string) => {
    const name = braced ?? bracketed ?? bare
    if (name === undefined) return whole
    if (durationNames.includes(name)) return "5m".padStart(whole.length, "0")
    if (numberNames.includes(name)) return "5".padStart(whole.length, "0")
    unknown = true
    return whole
  })
  return unknown ? undefined : filled
}
