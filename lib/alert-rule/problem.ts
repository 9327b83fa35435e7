import { AppError } from "#lib/http/errors.ts"
import type { Translate } from "#lib/language/translate.ts"
import type { Problem } from "./evaluate.ts"

/** A failure as it is stored: a sentence's key and what fills it, so that every reader gets it in their language. */
export function encodeProblem(error: unknown): string {
  const problem: Problem =
    error instanceof AppError ? { key: error.key, params: error.params } : { key: "ruleFailed", params: { reason: nameOf(error) } }
  return JSON.stringify(problem)
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown"
  return error.name === "TimeoutError" ? "timeout" : error.name
}

/** The stored failure in words. */
export function problemText(stored: string, translate: Translate): string {
  try {
    const { key, params } = JSON.parse(stored) as Problem
    return translate(`errors.${key}`, params)
  } catch {
    return stored
  }
}
