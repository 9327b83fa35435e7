// Go's regular expressions; plain text is searched as plain text.
import { RE2JS } from "re2js"

const META = /[\\^$.|?*+()[\]{}]/

/** Compiled as Go would. @throws with Go's words */
export function compile(pattern: string): RE2JS {
  return RE2JS.compile(pattern)
}

/** Whether a text holds the pattern anywhere. @throws with Go's words */
export function contains(pattern: string): (text: string) => boolean {
  const regex = compile(pattern)
  return META.test(pattern) ? (text) => regex.test(text) : (text) => text.includes(pattern)
}

/** Whether a text is the pattern from end to end. @throws with Go's words */
export function anchored(pattern: string): (text: string) => boolean {
  const regex = compile(pattern)
  if (META.test(pattern.replaceAll("|", ""))) return (text) => regex.testExact(text)
  const words = new Set(pattern.split("|"))
  return (text) => words.has(text)
}
