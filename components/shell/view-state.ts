/** The URL is the state of a view; these are its words, as Grafana writes them. */

export type VariableValue = string | string[]

export interface ViewState {
  from?: string
  to?: string
  timezone?: string
  /** "30s"; "" is off; absent is what was saved. */
  refresh?: string
  variables: Record<string, VariableValue>
  viewPanel?: string
  editPanel?: string
  edit: boolean
  kiosk: boolean
}

const texts = ["from", "to", "timezone", "refresh", "viewPanel", "editPanel"] as const
const flags = ["edit", "kiosk"] as const
const VARIABLE = "var-"

export function readViewState(params: URLSearchParams): ViewState {
  const state: ViewState = { variables: {}, edit: false, kiosk: false }
  for (const key of texts) {
    const value = params.get(key)
    if (value !== null && (value !== "" || key === "refresh")) state[key] = value
  }
  for (const flag of flags) state[flag] = params.has(flag) && params.get(flag) !== "false"
  for (const key of new Set(params.keys())) {
    if (!key.startsWith(VARIABLE) || key.length === VARIABLE.length) continue
    const values = params.getAll(key)
    state.variables[key.slice(VARIABLE.length)] = values.length === 1 ? (values[0] ?? "") : values
  }
  return state
}

export type ViewPatch = Partial<Omit<ViewState, "variables">> & { variables?: Record<string, VariableValue | undefined> }

/** A copy of the parameters with the patch applied: undefined removes; variables that the patch does not name stay, as does what is not ours. */
export function writeViewState(params: URLSearchParams, patch: ViewPatch): URLSearchParams {
  const next = new URLSearchParams(params)
  for (const key of texts) {
    if (!(key in patch)) continue
    const value = patch[key]
    if (value === undefined) next.delete(key)
    else next.set(key, value)
  }
  for (const flag of flags) {
    if (!(flag in patch)) continue
    if (patch[flag]) next.set(flag, "true")
    else next.delete(flag)
  }
  for (const [name, value] of Object.entries(patch.variables ?? {})) {
    next.delete(VARIABLE + name)
    if (value === undefined) continue
    // No value chosen of several is an empty one, else the URL would say "as saved".
    const values = Array.isArray(value) ? (value.length === 0 ? [""] : value) : [value]
    for (const one of values) next.append(VARIABLE + name, one)
  }
  return next
}
