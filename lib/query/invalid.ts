import { z } from "zod"
import { AppError } from "#lib/http/errors.ts"
import { fieldsOf } from "#lib/http/parse.ts"

/**
 * Runs what parses a query by its kind's schema.
 * @throws {AppError} bad_request with `fields` where the schema refuses it
 */
export function asQuery<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const fields = fieldsOf(error)
    const [field = "query", message = ""] = Object.entries(fields)[0] ?? []
    throw new AppError("bad_request", "queryInvalid", { field: field || "query", message }, { fields, cause: error })
  }
}
