import type { RouteEntry } from "#lib/http/openapi.ts"
import type { Route } from "#lib/http/route.ts"
import { routeModules } from "./routes.ts"

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]

/** A route with what answers it. */
export interface CallableEntry extends RouteEntry {
  call: Route
}

/** Every method of every route, as exported. */
export async function routeEntries(): Promise<CallableEntry[]> {
  const modules = await Promise.all(Object.entries(routeModules).map(async ([folder, load]) => [folder, await load()] as const))
  return modules.flatMap(([folder, exported]) =>
    METHODS.flatMap((method) => {
      const call = exported[method]
      return call ? [{ path: `/api/${folder}`, method, definition: call.definition, call }] : []
    }),
  )
}
