import "server-only"
import { z } from "zod"
import { authorise, can } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { errorBodyOf } from "#lib/http/error-answer.ts"
import type { Language } from "#lib/language/language.ts"
import { RangeInput } from "#lib/query/schema.ts"
import { parseRange } from "#lib/time/range.ts"
import { Variable } from "./schema.ts"
import { getDashboard } from "./store.ts"
import { VariableValues } from "./variable-values.ts"
import { checkChoices } from "./variables.ts"

const Choice = z.union([z.string().max(5000), z.array(z.string().max(5000)).max(1000)])

/** `POST /api/dashboards/{id}/variables`: what the variables offer, given what is chosen for those they depend on. */
export const VariableOptionsQuery = z.strictObject({
  range: RangeInput,
  /** By name; absent ones are at their saved value. */
  variables: z.record(z.string().max(64), Choice).optional(),
  /** Absent: every variable. */
  names: z.array(z.string().max(64)).max(100).optional(),
  /** Variables as they are in the editor, not saved yet; for those who edit. */
  draft: z.array(Variable).max(100).optional(),
})
export type VariableOptionsQuery = z.output<typeof VariableOptionsQuery>

export const VariableOptionsAnswer = z.object({
  variables: z.array(
    z.object({
      name: z.string(),
      options: z.array(z.object({ value: z.string(), text: z.string() })),
      /** Its source did not answer; `options` is then empty. */
      error: z.object({ code: z.string(), message: z.string(), requestId: z.string() }).optional(),
    }),
  ),
})
export type VariableOptionsAnswer = z.output<typeof VariableOptionsAnswer>

export interface OptionsReader {
  viewer: Viewer
  language: Language
  requestId: string
  signal: AbortSignal
}

/**
 * Options of a dashboard's variables; those that hang on others are asked with what is chosen there.
 * @throws {AppError} not_found, bad_request for a circle of variables or a choice that is not offered; forbidden for a draft below editor
 */
export async function variableOptions(reader: OptionsReader, id: string, request: VariableOptionsQuery): Promise<VariableOptionsAnswer> {
  const { viewer, signal } = reader
  authorise(viewer, "panel:query", { dashboardId: id })
  if (request.draft) authorise(viewer, "datasource:explore")
  const variables = request.draft ?? (await getDashboard(viewer, id)).variables
  const choices = request.variables ?? {}
  if (!can(viewer, "datasource:explore")) checkChoices(variables, choices)
  const range = parseRange(request.range, Date.now())
  const values = new VariableValues({ document: { variables }, choices, range, signal })
  const asked = variables.filter(({ name }) => request.names?.includes(name) ?? true)
  const answers = asked.map(async ({ name }) => {
    try {
      return { name, options: await values.options(name) }
    } catch (error) {
      return { name, options: [], error: errorBodyOf(error, reader) }
    }
  })
  return { variables: await Promise.all(answers) }
}
