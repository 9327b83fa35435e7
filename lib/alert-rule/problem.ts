import { can } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { AppError, type ErrorCode } from "#lib/http/errors.ts"
import type { Translate } from "#lib/language/translate.ts"
import type { Problem } from "./evaluate.ts"

/** `code` is absent for what is wrong with the rule itself. */
type StoredProblem = Problem & { code?: ErrorCode }

/** A failure as it is stored: a sentence's key and what fills it, so that every reader gets it in their language. */
export function encodeProblem(error: unknown): string {
  const problem: StoredProblem =
    error instanceof AppError
      ? { key: error.key, params: error.params, code: error.code }
      : { key: "ruleFailed", params: { reason: nameOf(error) }, code: "internal" }
  return JSON.stringify(problem)
}

/** A look that was given up. */
export function encodeTimeout(seconds: number): string {
  return JSON.stringify({ key: "ruleTimeout", params: { seconds }, code: "upstream_timeout" } satisfies StoredProblem)
}

/** A line that is full (`rate_limited`) is what a source that hangs makes of it. */
const UNREACHABLE = new Set<unknown>(["upstream_error", "upstream_timeout", "unavailable", "rate_limited"] satisfies ErrorCode[])
const REFUSED = new Set<unknown>(["bad_request", "too_large", undefined] satisfies (ErrorCode | undefined)[])

/** Does what an evaluation ended with show that the source answered? null: it did, and nothing was wrong. */
export function hasReached(stored: string | null): boolean {
  return stored === null || REFUSED.has(parsed(stored)?.code)
}

/** Does the stored failure lie with the source or the way to it, not with what the rule asks? */
export function isUnreachable(stored: string): boolean {
  return UNREACHABLE.has(parsed(stored)?.code)
}

function parsed(stored: string): StoredProblem | undefined {
  try {
    return JSON.parse(stored) as StoredProblem
  } catch {
    return undefined
  }
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown"
  return error.name === "TimeoutError" ? "timeout" : error.name
}

/** The stored failure in words. */
export function problemText(stored: string, translate: Translate): string {
  const problem = parsed(stored)
  return problem ? translate(`errors.${problem.key}`, problem.params) : stored
}

/** The same for one who may not see what a source says: its words hold addresses and queries. */
export function problemFor(viewer: Viewer, stored: string, translate: Translate): string {
  const problem = parsed(stored)
  if (can(viewer, "datasource:explore") || (problem && problem.code === undefined)) return problemText(stored, translate)
  return translate(problem?.code && isUnreachable(stored) ? `errors.general.${problem.code}` : "errors.ruleNotEvaluated")
}
