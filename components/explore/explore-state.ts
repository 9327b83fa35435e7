/** What Explore keeps in the address beside the time range. */
export interface ExploreState {
  datasourceId: string
  /** As its kind has it; undefined until one was run. */
  query: Record<string, unknown> | undefined
  limit: number
  /** Name of the picture that was chosen; "" is the natural one. */
  view: string
}

export const defaultLimit = 1000
const longestQuery = 20_000

export function readExploreState(params: URLSearchParams): ExploreState {
  const limit = Number(params.get("limit"))
  return {
    datasourceId: params.get("datasource") ?? "",
    query: queryOf(params.get("query")),
    limit: Number.isInteger(limit) && limit >= 1 && limit <= 5000 ? limit : defaultLimit,
    view: params.get("view") ?? "",
  }
}

/** A copy of the parameters with the patch applied; what is empty or usual is left out. */
export function writeExploreState(params: URLSearchParams, patch: Partial<ExploreState>): URLSearchParams {
  const next = new URLSearchParams(params)
  const set = (name: string, value: string) => (value === "" ? next.delete(name) : next.set(name, value))
  if ("datasourceId" in patch) set("datasource", patch.datasourceId ?? "")
  if ("query" in patch) set("query", patch.query ? JSON.stringify(patch.query) : "")
  if ("limit" in patch) set("limit", patch.limit === defaultLimit ? "" : String(patch.limit))
  if ("view" in patch) set("view", patch.view ?? "")
  return next
}

function queryOf(text: string | null): Record<string, unknown> | undefined {
  if (!text || text.length > longestQuery) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
