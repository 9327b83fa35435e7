import type { DashboardInput } from "#lib/dashboard/schema.ts"

type PanelInput = NonNullable<DashboardInput["panels"]>[number]
type VariableInput = NonNullable<DashboardInput["variables"]>[number]
type QueryInput = Omit<NonNullable<PanelInput["queries"]>[number], "ref">

/** A panel without its place; `id` is also the key of its title. */
export type Placed = Omit<PanelInput, "grid" | "title"> & { w: number }

/** A panel of `kind` that reads `queries`, which get the refs A, B, C… */
export function panel(
  kind: string,
  w: number,
  id: string,
  source: string | undefined,
  queries: QueryInput[],
  options: Record<string, unknown> = {},
): Placed {
  return {
    id,
    kind,
    w,
    datasourceId: source,
    queries: queries.map((query, index) => ({ ...query, ref: String.fromCharCode(65 + index) })),
    options,
  }
}

/** Colours from a value on; below the first one `ok`. */
export function thresholds(pending: number, firing: number) {
  return {
    mode: "absolute",
    steps: [
      { value: null, color: "ok" },
      { value: pending, color: "pending" },
      { value: firing, color: "firing" },
    ],
  }
}

/** A variable of several values, all of them at first. */
export function everyOf(name: string, label: string, source: string | undefined, query: string): VariableInput {
  const all = { multi: true, includeAll: true, allValue: ".+", current: "$__all", sort: "alphabetical" } as const
  return { kind: "query", name, label, datasourceId: source ?? "", query, ...all }
}
