import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete"

/** Stand for a duration. */
export const durationNames = ["__interval", "__rate_interval", "__range"]
/** Stand for a number. */
export const numberNames = ["__interval_ms", "__rate_interval_ms", "__range_s", "__range_ms", "__from", "__to"]

const options = [...durationNames, ...numberNames].map((name) => ({ label: `$${name}`, type: "variable" }))

/** Offers the variables that every query knows, once a `$` is typed. */
export function builtInCompletion(context: CompletionContext): CompletionResult | null {
  const typed = context.matchBefore(/\$\w*/)
  return typed ? { from: typed.from, options, validFor: /^\$\w*$/ } : null
}
