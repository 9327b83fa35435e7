import "server-only"
import { createHash } from "node:crypto"
import type { Agent, Dispatcher } from "undici"
import type { Upstream, UpstreamHead, UpstreamRequest } from "#lib/datasource/kind.ts"
import { env } from "#lib/env.ts"
import { judgeUrl, type Policy } from "./address.ts"
import { allowedCidrs, guardedAgent, type LookUp, type TlsSettings } from "./connector.ts"
import { metrics } from "#lib/metrics.ts"
import { AppError } from "./errors.ts"
import { isNear } from "./near.ts"
import { acceptedEncodings, bodyPieces, gather } from "./read-body.ts"
import { socketMessages } from "./socket.ts"
import { refusedTarget, upstreamError } from "./upstream-error.ts"
import { credentialHeaders, joinUrl, type Credentials } from "./upstream-headers.ts"

export interface UpstreamSettings extends Credentials {
  url: string
  tls?: TlsSettings
  /** From the first byte out to the last byte in; default 30 s. */
  timeoutMs?: number
}

export interface UpstreamOptions {
  signal: AbortSignal
  policy?: Policy
  connectTimeoutMs?: number
  idleMs?: number
  /** Of the datasource, for metrics. */
  kind?: string
  /** For tests: another resolver. */
  lookUp?: LookUp
}

export const DEFAULT_TIMEOUT_MS = 30_000
const DEFAULT_MAX_BYTES = 64 * 2 ** 20
const MAX_REDIRECTS = 3
const MAX_AGENTS = 50

const agents = new Map<string, Agent>()

/** Agents are shared by all that may use the same connections: same policy, same TLS. The one unused for longest goes first. */
export function sharedAgent(policy: Policy, tls: TlsSettings | undefined, connectTimeoutMs: number | undefined): Agent {
  const identity = tls && createHash("sha256").update(JSON.stringify(tls)).digest("hex")
  const key = [policy, identity, connectTimeoutMs, ...env().allowedPrivateCidrs].join(" ")
  const agent = agents.get(key) ?? guardedAgent({ policy, tls, connectTimeoutMs })
  agents.delete(key)
  agents.set(key, agent)
  const [oldest] = agents
  if (oldest && agents.size > MAX_AGENTS) {
    agents.delete(oldest[0])
    // Closing waits for what is on its way.
    void oldest[1].close()
  }
  return agent
}

interface Call {
  url: URL
  method: "GET" | "POST"
  headers: Record<string, string>
  body?: string
}

type Take<T> = (head: UpstreamHead, pieces: AsyncIterable<Buffer>) => Promise<T>

interface Answered {
  response: Dispatcher.ResponseData
  /** Who answered, after redirects. */
  host: string
}

/** Everything of one request that outlives a redirect. */
interface Trip {
  settings: UpstreamSettings
  options: UpstreamOptions
  policy: Policy
  signal: AbortSignal
  maxBytes: number
}

/**
 * The way to one datasource or service: the configured origin and nothing else, with its credentials, deadlines and a cap on decoded bytes.
 * Rejects with AppError, or with the caller's own reason when the caller aborted.
 */
export function createUpstream(settings: UpstreamSettings, options: UpstreamOptions): Upstream {
  const policy = options.policy ?? "datasource"
  const kind = options.kind ?? policy
  return {
    request: (path, init = {}) =>
      timed(kind, () =>
        request(settings, { ...options, policy }, path, init, async (head, pieces) => ({ ...head, body: await gather(pieces) })),
      ),
    stream: (path, init, take) => timed(kind, () => request(settings, { ...options, policy }, path, init, take)),
    messages: (path, init = {}) => {
      const url = joinUrl(settings.url, path)
      url.search = new URLSearchParams(init.params).toString()
      return socketMessages({
        url,
        headers: { ...init.headers, ...credentialHeaders(settings) },
        agent: sharedAgent(policy, settings.tls, options.connectTimeoutMs),
        signal: options.signal,
      })
    },
  }
}

/** Counts how long a request took and how it ended; aborts by the caller tell nothing of the source. */
async function timed<T>(kind: string, run: () => Promise<T>): Promise<T> {
  const startedAt = performance.now()
  const observe = (outcome: string) => metrics.upstreamSeconds.observe({ kind, outcome }, (performance.now() - startedAt) / 1000)
  try {
    const result = await run()
    observe("ok")
    return result
  } catch (error) {
    if (error instanceof AppError) observe(error.code)
    throw error
  }
}

async function request<T>(
  settings: UpstreamSettings,
  options: UpstreamOptions & { policy: Policy },
  path: string,
  init: UpstreamRequest,
  take: Take<T>,
): Promise<T> {
  const url = joinUrl(settings.url, path)
  const totalMs = settings.timeoutMs ?? DEFAULT_TIMEOUT_MS
  const deadline = new AbortController()
  const timer = setTimeout(
    () => deadline.abort(new AppError("upstream_timeout", "upstreamSlow", { host: url.host, seconds: totalMs / 1000 })),
    totalMs,
  )
  const signal = AbortSignal.any([options.signal, deadline.signal])
  try {
    options.signal.throwIfAborted()
    const trip: Trip = { settings, options, policy: options.policy, signal, maxBytes: init.maxBytes ?? DEFAULT_MAX_BYTES }
    return await answer(trip, await follow(trip, firstCall(url, settings, init)), take)
  } catch (error) {
    if (options.signal.aborted) throw options.signal.reason
    if (deadline.signal.aborted) throw deadline.signal.reason
    throw upstreamError(error, url.host)
  } finally {
    clearTimeout(timer)
  }
}

function firstCall(url: URL, settings: UpstreamSettings, init: UpstreamRequest): Call {
  const params = new URLSearchParams(init.params).toString()
  const method = init.method ?? "GET"
  const headers = {
    accept: "application/json",
    "accept-encoding": isNear(url.hostname) ? "identity" : acceptedEncodings,
    "user-agent": "bongsu",
    ...init.headers,
    ...credentialHeaders(settings),
  }
  if (method === "GET") {
    url.search = params
    return { url, method, headers }
  }
  return { url, method, headers: { ...headers, "content-type": "application/x-www-form-urlencoded" }, body: params }
}

/** Follows up to three redirects; another origin gets neither credentials nor our client certificate, and passes the guard like the first. */
async function follow(trip: Trip, first: Call): Promise<Answered> {
  let call = first
  for (let hop = 0; ; hop++) {
    const foreign = call.url.origin !== first.url.origin
    const refusal = judgeUrl(call.url, trip.policy, allowedCidrs())
    if (refusal) {
      const cause = refusedTarget(refusal, call.url.host)
      throw hop === 0
        ? cause
        : new AppError("upstream_error", "redirectRefused", { host: first.url.host, target: call.url.host }, { cause })
    }
    const response = await send(trip, call, foreign)
    const location = [301, 302, 303, 307, 308].includes(response.statusCode) ? headerOf(response.headers.location) : undefined
    if (!location) return { response, host: call.url.host }
    await response.body.dump({ limit: 16_384 }).catch(() => {})
    const next = URL.parse(location, call.url)
    if (!next || hop === MAX_REDIRECTS) throw new AppError("upstream_error", "tooManyRedirects", { host: first.url.host })
    call = redirected(trip, call, next, response.statusCode)
  }
}

function redirected(trip: Trip, call: Call, url: URL, status: number): Call {
  const method = status === 303 ? "GET" : call.method
  const dropped = url.origin === call.url.origin ? [] : ["authorization", "cookie", ...Object.keys(credentialHeaders(trip.settings))]
  const headers = Object.fromEntries(Object.entries(call.headers).filter(([name]) => !dropped.includes(name.toLowerCase())))
  return { url, method, headers, body: method === "POST" ? call.body : undefined }
}

function send(trip: Trip, call: Call, foreign: boolean): Promise<Dispatcher.ResponseData> {
  const { settings, options, policy } = trip
  const tls = foreign ? undefined : settings.tls
  const agent = options.lookUp
    ? guardedAgent({ policy, tls, connectTimeoutMs: options.connectTimeoutMs, lookUp: options.lookUp })
    : sharedAgent(policy, tls, options.connectTimeoutMs)
  return agent.request({
    origin: call.url.origin,
    path: call.url.pathname + call.url.search,
    method: call.method,
    headers: call.headers,
    body: call.body ?? null,
    signal: trip.signal,
    // Our own deadlines are exact; undici's tick is a second.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
}

async function answer<T>(trip: Trip, { response, host }: Answered, take: Take<T>): Promise<T> {
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, headerOf(value) ?? ""]))
  const limits = { maxBytes: trip.maxBytes, idleMs: trip.options.idleMs ?? trip.settings.timeoutMs ?? DEFAULT_TIMEOUT_MS, host }
  const head = { status: response.statusCode, contentType: headers["content-type"] ?? "", headers }
  // Who takes only a part leaves the rest to nobody.
  response.body.on("error", () => {})
  try {
    return await take(head, bodyPieces(response.body, headers["content-encoding"], limits))
  } finally {
    response.body.destroy()
  }
}

function headerOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(", ") : value
}
