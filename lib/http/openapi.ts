import { z } from "zod"
import { errorStatus } from "./errors.ts"
import type { RouteDefinition } from "./route.ts"

export interface RouteEntry {
  /** As its folder is called: "/api/users/[id]". */
  path: string
  method: string
  definition: RouteDefinition
}

type Json = Record<string, unknown>

const errorSchema: Json = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message", "requestId"],
      properties: {
        code: { type: "string", enum: Object.keys(errorStatus) },
        message: { type: "string" },
        fields: { type: "object", additionalProperties: { type: "string" } },
        requestId: { type: "string" },
      },
    },
  },
}

/** The OpenAPI 3.1 document of all routes, their zod schemas as JSON Schema. Pure. */
export function openApiDocument(routes: RouteEntry[], serverUrl: string): Json {
  const paths: Record<string, Json> = {}
  for (const { path, method, definition } of routes) {
    if (definition.hidden) continue
    const name = path.replaceAll(/\[(?:\.\.\.)?([^\]]+)\]/g, "{$1}")
    paths[name] = { ...paths[name], [method.toLowerCase()]: operation(name, method, definition) }
  }
  return {
    openapi: "3.1.0",
    info: { title: "Bongsu", version: "1", description: "Unknown keys in a body or query are refused. Times are ISO 8601 in UTC." },
    servers: [{ url: serverUrl }],
    paths: Object.fromEntries(Object.entries(paths).toSorted(([a], [b]) => a.localeCompare(b, "en"))),
    components: {
      schemas: { Error: errorSchema },
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "An API token" },
        session: { type: "apiKey", in: "cookie", name: "bongsu.session_token" },
        share: { type: "apiKey", in: "header", name: "X-Bongsu-Share", description: "The token of a view-only link" },
      },
    },
  }
}

function operation(path: string, method: string, definition: RouteDefinition): Json {
  const { summary, body, query, params, can } = definition
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next: string = "") => next.toUpperCase())}`,
    summary,
    tags: [path.split("/")[2] ?? ""],
    ...(can ? { description: `Needs the right \`${can}\`.` } : {}),
    parameters: [...pathParameters(path, params), ...queryParameters(query)],
    ...(body ? { requestBody: { required: true, content: { "application/json": { schema: schemaOf(body, "input") } } } } : {}),
    responses: responses(definition),
    security: security(definition),
  }
}

function responses({ response, produces, status }: RouteDefinition): Json {
  const failed = {
    description: "What failed, why, and what to do",
    content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
  }
  if (!response && !produces) return { [String(status ?? 204)]: { description: "Done" }, default: failed }
  const schema = response ? schemaOf(response, "output") : {}
  const content = { [produces ?? "application/json"]: { schema } }
  return { [String(status ?? 200)]: { description: "Success", content }, default: failed }
}

function security(definition: RouteDefinition): Json[] {
  const share = definition.share ? [{ share: [] }] : []
  if (definition.public) return [{}, ...share]
  return definition.signedIn ? [{ session: [] }] : [{ token: [] }, { session: [] }, ...share]
}

function pathParameters(path: string, params: z.ZodType | undefined): Json[] {
  const properties = params ? propertiesOf(params) : {}
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? "")
  return names.map((name) => ({ name, in: "path", required: true, schema: properties[name] ?? { type: "string" } }))
}

function queryParameters(query: z.ZodType | undefined): Json[] {
  if (!query) return []
  const required = (schemaOf(query, "input").required ?? []) as string[]
  return Object.entries(propertiesOf(query)).map(([name, schema]) => ({ name, in: "query", required: required.includes(name), schema }))
}

function propertiesOf(schema: z.ZodType): Record<string, Json> {
  return (schemaOf(schema, "input").properties ?? {}) as Record<string, Json>
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", cycles: "ref", reused: "inline" }) as Json
  return rest
}
