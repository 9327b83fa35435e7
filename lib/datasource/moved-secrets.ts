import { AppError } from "#lib/http/errors.ts"
import { secretPaths, isMasked } from "#lib/secret.ts"
import type { z } from "zod"

/**
 * A stored secret only goes to the server that it was entered for: with another origin in `url` every secret has to be entered again.
 * @throws {AppError} `bad_request` naming the fields
 */
export function checkSecretsStay(schema: z.ZodType, incoming: Record<string, unknown>, stored: unknown): void {
  if (originOf(incoming) === originOf(stored)) return
  const kept = secretPaths(schema).flatMap((path) => maskedAt(incoming, path, []))
  if (kept.length > 0) throw new AppError("bad_request", "secretOtherHost", { fields: kept.join(", ") }, { safeForViewer: true })
}

function maskedAt(value: unknown, path: string[], walked: string[]): string[] {
  const [key, ...rest] = path
  if (key === undefined) return isMasked(value) ? [walked.join(".")] : []
  if (typeof value !== "object" || value === null) return []
  const names = key === "*" ? Object.keys(value) : [key]
  return names.flatMap((name) => maskedAt((value as Record<string, unknown>)[name], rest, [...walked, name]))
}

function originOf(settings: unknown): string | undefined {
  const { url } = (settings ?? {}) as { url?: unknown }
  return typeof url === "string" ? URL.parse(url)?.origin : undefined
}
