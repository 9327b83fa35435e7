import "server-only"
import { z } from "zod"
import { viewerOf } from "#lib/access/authenticate.ts"
import { type Action, authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { env } from "#lib/env.ts"
import { isLanguage, type Language, languageCookie, negotiateLanguage } from "#lib/language/language.ts"
import { requestLog } from "#lib/log.ts"
import { observeHttp } from "#lib/metrics.ts"
import { duringRequest } from "./current-request.ts"
import { AppError } from "./errors.ts"
import { asAppError, errorAnswer } from "./error-answer.ts"
import { DEFAULT_BODY_BYTES, parseInput, queryObject, readJson } from "./parse.ts"
import { requestIdHeader, requestIdOf } from "./request-id.ts"
import { refuseForeignOrigin } from "./same-origin.ts"

/** Who gets in at all; what they see there is decided again by `authorise` in the data layer. */
type Access =
  | { can: Action; signedIn?: never; public?: never }
  /** Every user, whatever the role; no API token: what belongs to a person's own account. */
  | { signedIn: true; can?: never; public?: never }
  | { public: true; can?: never; signedIn?: never }

export type RouteDefinition<
  Body extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Params extends z.ZodType = z.ZodType,
> = Access & {
  summary: string
  body?: Body
  query?: Query
  params?: Params
  /** For the API document; absent: no body. */
  response?: z.ZodType
  /** Media type of the answer in the API document, when it is not JSON. */
  produces?: string
  /** Of a plain success; 200, or 204 when the handler returns nothing. */
  status?: number
  /** Bytes of the body; 1 MiB. */
  maxBodyBytes?: number
  /** A view-only link may call this; every other route is "not found" for it. */
  share?: true
  /** Asked every few seconds by machines: logged at debug level. */
  quiet?: true
  /** Not in the API document: the answer to every unknown path; takes any query and body. */
  hidden?: true
}

export interface RouteInput<Body, Query, Params> {
  body: Body
  query: Query
  params: Params
  request: Request
  requestId: string
  /** Aborted when the caller goes away. */
  signal: AbortSignal
  language: Language
}

type NextContext = { params: Promise<Record<string, string | string[] | undefined>> }

export interface Route {
  (request: Request, context?: NextContext): Promise<Response>
  definition: RouteDefinition
}

const nothing = z.strictObject({})
const anything = z.unknown()

/**
 * A Next route handler: origin → who → may → parse → `handler` → answer. A value is sent as JSON, `undefined` as 204, a Response as it
 * is; a thrown AppError as `{error}` in the reader's language, anything else as `internal`. Unknown keys of body and query are a 400.
 */
export function route<Body extends z.ZodType = z.ZodAny, Query extends z.ZodType = z.ZodAny, Params extends z.ZodType = z.ZodAny>(
  definition: RouteDefinition<Body, Query, Params>,
  handler: (viewer: Viewer, input: RouteInput<z.output<Body>, z.output<Query>, z.output<Params>>) => unknown,
): Route {
  const handle = async (request: Request, context?: NextContext): Promise<Response> => {
    const startedAt = performance.now()
    const requestId = requestIdOf(request.headers)
    const language = languageOf(request)
    const rawParams = (await context?.params) ?? {}
    let viewer: Viewer = { kind: "anonymous" }
    let answer: Response
    try {
      refuseForeignOrigin(request, env().publicUrl)
      viewer = await viewerOf(request)
      admit(viewer, definition)
      const params = definition.params ? parseInput(definition.params, rawParams, language) : rawParams
      const query = parseInput(
        definition.query ?? (definition.hidden ? anything : nothing),
        queryObject(new URL(request.url).searchParams),
        language,
      )
      const body = await readBody(request, definition, language)
      const input = { body, query, params, request, requestId, language, signal: request.signal }
      answer = toResponse(await duringRequest(requestId, () => handler(viewer, input as never)), definition.status)
    } catch (error) {
      report(error, request, requestId)
      answer = errorAnswer(error, { viewer, language, requestId })
    }
    const name = routeName(request, rawParams)
    record({ request, answer, requestId, viewer, name, quiet: definition.quiet, durationMs: performance.now() - startedAt })
    return withManners(answer, requestId)
  }
  return Object.assign(handle, { definition })
}

/** The reader's choice (cookie), else what the browser prefers. */
export function languageOf(request: Request): Language {
  const chosen = new RegExp(`(?:^|;\\s*)${languageCookie}=([^;]*)`).exec(request.headers.get("cookie") ?? "")?.[1]
  return isLanguage(chosen) ? chosen : negotiateLanguage(request.headers.get("accept-language"))
}

/** @throws AppError for who can't get past this door whatever the thing is */
function admit(viewer: Viewer, definition: RouteDefinition): void {
  if (viewer.kind === "share") {
    if (definition.share) return
    throw new AppError("not_found", "notFound", {}, { safeForViewer: true })
  }
  if (definition.public) return
  if (definition.signedIn) {
    if (viewer.kind === "user") return
    if (viewer.kind === "token") throw new AppError("forbidden", "sessionNeeded", {}, { safeForViewer: true })
    throw new AppError("unauthenticated", "unauthenticated", {}, { safeForViewer: true })
  }
  authorise(viewer, definition.can)
}

async function readBody(request: Request, definition: RouteDefinition, language: Language): Promise<unknown> {
  if (!definition.body && (definition.hidden || !["POST", "PUT", "PATCH"].includes(request.method))) return undefined
  const value = await readJson(request, definition.maxBodyBytes ?? DEFAULT_BODY_BYTES)
  return parseInput(definition.body ?? nothing, value, language)
}

function toResponse(value: unknown, status?: number): Response {
  if (value instanceof Response) return value
  if (value === undefined) return new Response(null, { status: 204 })
  return Response.json(value, { status: status ?? 200 })
}

/** Data of a signed-in reader must stay out of every cache between us. */
function withManners(answer: Response, requestId: string): Response {
  const headers = new Headers(answer.headers)
  if (!headers.has("cache-control")) headers.set("cache-control", "private, no-store")
  headers.set(requestIdHeader, requestId)
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers })
}

function report(thrown: unknown, request: Request, requestId: string): void {
  if (request.signal.aborted) return
  const error = asAppError(thrown)
  const log = requestLog(requestId)
  if (error.code === "internal") log.error({ err: thrown }, "request failed")
  else log.debug({ err: error }, "request refused")
}

interface Finished {
  request: Request
  answer: Response
  requestId: string
  viewer: Viewer
  name: string
  quiet: true | undefined
  durationMs: number
}

function record({ request, answer, requestId, viewer, name, quiet, durationMs }: Finished): void {
  observeHttp({ method: request.method, route: name, status: answer.status, seconds: durationMs / 1000 })
  const line = { method: request.method, route: name, status: answer.status, durationMs: Math.round(durationMs), viewer: nameOf(viewer) }
  requestLog(requestId)[quiet ? "debug" : "info"](line, "request")
}

function nameOf(viewer: Viewer): string {
  if (viewer.kind === "user" || viewer.kind === "token") return `${viewer.kind}:${viewer.id}`
  return viewer.kind === "share" ? `share:${viewer.grant.linkId}` : viewer.kind
}

/** "/api/dashboards/{id}": the path with its parameters' names, so that metrics have few labels and logs no tokens. */
function routeName(request: Request, params: Record<string, string | string[] | undefined>): string {
  const names = new Map(Object.entries(params).flatMap(([name, value]) => [value ?? []].flat().map((part) => [part, `{${name}}`] as const)))
  const segments = new URL(request.url).pathname.split("/")
  return segments.map((segment) => names.get(decoded(segment)) ?? segment).join("/")
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
