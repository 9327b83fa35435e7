import "server-only"
import type { VariableValue } from "#lib/datasource/kind.ts"
import { listDatasources } from "#lib/datasource/store.ts"
import { interpolateText } from "#lib/datasource/interpolate.ts"
import { readVariable } from "#lib/query/variable.ts"
import { optionsFrom } from "./options-from.ts"
import type { DashboardDocument, Variable } from "./schema.ts"
import { type Choices, inOrder, needsOptions, ownOptions, usedVariables, type VariableOption, valueOf } from "./variables.ts"

export interface VariableReading {
  document: Pick<DashboardDocument, "variables">
  choices: Choices
  /** Epoch milliseconds. */
  range: { fromMs: number; toMs: number }
  signal: AbortSignal
}

/** Values of a dashboard's variables, each worked out once and only when somebody asks: a slow source delays what uses it. */
export class VariableValues {
  readonly #reading: VariableReading
  readonly #byName: Map<string, Variable>
  readonly #values = new Map<string, Promise<VariableValue>>()
  readonly #options = new Map<string, Promise<VariableOption[]>>()

  /** @throws {AppError} bad_request when variables use each other in a circle */
  constructor(reading: VariableReading) {
    this.#reading = reading
    this.#byName = new Map(inOrder(reading.document.variables).map((variable) => [variable.name, variable]))
  }

  /** Values of the variables that a text uses. */
  async usedIn(text: string): Promise<Record<string, VariableValue>> {
    const names = [...usedVariables(text)].filter((name) => this.#byName.has(name))
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await this.#value(name)] as const)))
  }

  /** Text with its variables filled in: a datasource's id, an interval. */
  async fill(text: string): Promise<string> {
    return text.includes("$") || text.includes("[[") ? interpolateText(text, await this.usedIn(text)) : text
  }

  #value(name: string): Promise<VariableValue> {
    const known = this.#values.get(name)
    if (known) return known
    const made = this.#makeValue(this.#byName.get(name) as Variable)
    this.#values.set(name, made)
    return made
  }

  async #makeValue(variable: Variable): Promise<VariableValue> {
    const { choices, range } = this.#reading
    const value = valueOf(
      variable,
      choices,
      needsOptions(variable, choices) ? await this.options(variable.name) : [],
      range.toMs - range.fromMs,
    )
    if (variable.kind !== "datasource") return value
    // A reader names a datasource of the declared kind or none: everything else falls back to the first one.
    const offered = await this.options(variable.name)
    return offered.some((option) => option.value === value.value) ? value : { ...value, value: offered[0]?.value ?? "" }
  }

  /** What a variable offers. @throws {AppError} of its source */
  options(name: string): Promise<VariableOption[]> {
    const known = this.#options.get(name)
    if (known) return known
    const made = this.#makeOptions(this.#byName.get(name) as Variable)
    this.#options.set(name, made)
    return made
  }

  async #makeOptions(variable: Variable): Promise<VariableOption[]> {
    if (variable.kind === "datasource") return datasourcesOf(variable.datasourceKind)
    if (variable.kind !== "query") return ownOptions(variable) ?? []
    const { range, signal } = this.#reading
    const datasourceId = await this.fill(variable.datasourceId)
    const variables = await this.usedIn(variable.query)
    return optionsFrom(await readVariable({ datasourceId, query: variable.query, range, variables, signal }), variable)
  }
}

async function datasourcesOf(kind: string): Promise<VariableOption[]> {
  const { items } = await listDatasources({ kind: "system" }, { limit: 500 })
  const offered = items.filter((datasource) => datasource.kind === kind).toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault))
  return offered.map(({ id, name }) => ({ value: id, text: name }))
}
