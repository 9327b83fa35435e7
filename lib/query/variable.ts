import "server-only"
import { interpolateText } from "#lib/datasource/interpolate.ts"
import { openDatasource } from "#lib/datasource/store.ts"
import { AppError } from "#lib/http/errors.ts"
import { createUpstream } from "#lib/http/upstream.ts"
import { MINUTE, SECOND } from "#lib/time/duration.ts"
import { floorToStep } from "#lib/time/interval.ts"
import { builtIns, replaceBuiltIns } from "./built-in.ts"
import { panelLimits } from "./limits.ts"
import { planRead, type VariableValues } from "./plan.ts"
import { ShortMemory } from "./short-memory.ts"
import { gate, inFlight } from "./traffic.ts"

export interface VariableRead {
  datasourceId: string
  /** As the dashboard has it: "label_values(up, job)". */
  query: string
  /** Epoch milliseconds. */
  range: { fromMs: number; toMs: number }
  variables: VariableValues
  signal: AbortSignal
}

/** A dashboard asks for its options and at once reads panels that mean "all of them": one read serves both. */
const kept = new ShortMemory<string[]>(15 * SECOND, 200)

/**
 * What a source offers for a query variable, as it answers, before regex and sorting.
 * @throws {AppError} bad_request when the datasource's kind has no variables
 */
export async function readVariable({ datasourceId, query, range, variables, signal }: VariableRead): Promise<string[]> {
  const { id, kind, settings, revision } = await openDatasource(datasourceId)
  const { variableValues } = kind
  if (!variableValues) throw new AppError("bad_request", "variableUnsupported", { kind: kind.label }, { safeForViewer: true })
  // Names of things change slowly: whole minutes let readers of the same moment share an answer.
  const rounded = { fromMs: floorToStep(range.fromMs, MINUTE), toMs: floorToStep(range.toMs, MINUTE) + MINUTE }
  const plan = planRead({ range: rounded, reads: "instant" })
  const text = interpolateText(replaceBuiltIns(query, builtIns(plan, rounded)), variables)
  const key = JSON.stringify(["variable", id, revision, text, plan.range])
  const fresh = kept.get(key, Date.now())
  if (fresh) return fresh
  const values = await inFlight.join(key, signal, (joined) =>
    gate.pass(id, "panel", joined, () =>
      variableValues(settings, text, {
        upstream: createUpstream(settings, { signal: joined, policy: "datasource" }),
        range: plan.range,
        stepMs: plan.stepMs,
        maxDataPoints: plan.maxDataPoints,
        limits: panelLimits,
        signal: joined,
      }),
    ),
  )
  return kept.keep(key, values, Date.now())
}
