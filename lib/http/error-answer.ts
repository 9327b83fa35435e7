import { atLeast } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import type { Language } from "#lib/language/language.ts"
import { messagesOf, translator } from "#lib/language/translate.ts"
import { AppError, errorStatus, type ErrorBody } from "./errors.ts"

export interface Reader {
  viewer: Viewer
  language: Language
  requestId: string
}

/** Anything thrown as an AppError: what we did not foresee is `internal`, its words stay in the log. */
export function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError("internal", "general.internal", {}, { cause: error, safeForViewer: true })
}

/**
 * What a reader may know of an error, in the reader's language. Readers below editor get the code's general sentence unless
 * the error is marked safe: an upstream's words can hold addresses, queries and rows.
 */
export function errorBodyOf(thrown: unknown, { viewer, language, requestId }: Reader): ErrorBody {
  const error = asAppError(thrown)
  const open = error.safeForViewer || seesDetails(viewer)
  const message = open ? sentence(error, language) : veiled(error, language)
  return { code: error.code, message, ...(open && error.fields ? { fields: error.fields } : {}), requestId }
}

/** `{error}` with its status; `Retry-After` in whole seconds when waiting helps. */
export function errorAnswer(thrown: unknown, reader: Reader): Response {
  const error = asAppError(thrown)
  const headers = new Headers()
  if (error.retryAfterMs !== undefined) headers.set("retry-after", String(Math.max(1, Math.ceil(error.retryAfterMs / 1000))))
  if (error.code === "unauthenticated") headers.set("www-authenticate", "Bearer")
  return Response.json({ error: errorBodyOf(error, reader) }, { status: errorStatus[error.code], headers })
}

function seesDetails(viewer: Viewer): boolean {
  if (viewer.kind === "system") return true
  return (viewer.kind === "user" || viewer.kind === "token") && atLeast(viewer.role, "editor")
}

function general(error: AppError, language: Language): string {
  return translator(language)(`errors.general.${error.code}`)
}

/** What is wrong with a request that the reader did not write is for those who wrote the query. */
function veiled(error: AppError, language: Language): string {
  return error.code === "bad_request" ? translator(language)("errors.general.needsMending") : general(error, language)
}

function sentence(error: AppError, language: Language): string {
  return hasKey(messagesOf(language).errors, error.key)
    ? translator(language)(`errors.${error.key}`, error.params)
    : general(error, language)
}

function hasKey(messages: unknown, key: string): boolean {
  let at = messages
  for (const part of key.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return false
    at = (at as Record<string, unknown>)[part]
  }
  return typeof at === "string"
}
