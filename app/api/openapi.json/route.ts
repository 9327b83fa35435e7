import { z } from "zod"
import { env } from "#lib/env.ts"
import { openApiDocument } from "#lib/http/openapi.ts"
import { type RouteDefinition, route } from "#lib/http/route.ts"
import { routeEntries } from "./entries.ts"

const definition: RouteDefinition = {
  summary: "This document: every call with its schemas",
  public: true,
  response: z.record(z.string(), z.unknown()),
}

export const GET = route(definition, async () => {
  const own = { path: "/api/openapi.json", method: "GET", definition }
  return openApiDocument([...(await routeEntries()), own], env().publicUrl)
})
