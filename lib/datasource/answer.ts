import { AppError } from "#lib/http/errors.ts"
import { Incoming, readIncoming } from "./incoming.ts"
import { inSlices } from "./in-slices.ts"
import { JsonBroken } from "./json-scan.ts"
import type { UpstreamHead, UpstreamResponse } from "./kind.ts"

/** Who answered, for messages. */
export interface Source {
  /** The product's name. */
  product: string
  /** Host and port of the settings' url. */
  host: string
}

export function sourceOf(product: string, settings: { url: string }): Source {
  return { product, host: URL.parse(settings.url)?.host ?? settings.url }
}

const SNIPPET = 200

/** The gist of a body that is not what was asked for: the title of a page, else its first words; one line of at most 200 characters. */
export function snippet(body: Buffer): string {
  const text = body.toString("utf8", 0, 8192)
  const title = /<title[^>]*>([^<]{1,400})/i.exec(text)?.[1]
  const plain = (title ?? text.replace(/<(style|script)[\s\S]*?(<\/\1>|$)/gi, " ").replace(/<[^>]*>?/g, " "))
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
  return plain.length > SNIPPET ? `${plain.slice(0, SNIPPET - 1)}…` : plain
}

export function isHtml(response: UpstreamResponse): boolean {
  return (
    /^text\/html|^application\/xhtml/i.test(response.contentType) ||
    /^\s*<(!doctype|html|head|body)\b/i.test(response.body.toString("latin1", 0, 200))
  )
}

export function isJson(response: UpstreamHead): boolean {
  return /^application\/(?:[\w.+-]*\+)?json\b/i.test(response.contentType)
}

/**
 * What a status ≥ 400 of any of the servers means, from its plain text. 4xx about the query are the asker's (`bad_request`).
 * @param text what the server says, already cut out of its envelope
 */
export function statusError({ product, host }: Source, response: UpstreamResponse, text = snippet(response.body)): AppError {
  const { status } = response
  if (isHtml(response)) return new AppError("upstream_error", "upstreamHtml", { host, status, text })
  if (/no org id|multiple org IDs/i.test(text)) return new AppError("upstream_error", "queryTenant", { product, text })
  if (status === 401 || status === 403) return new AppError("upstream_error", "queryForbidden", { product, status })
  if (status === 429) return new AppError("upstream_error", "queryBusy", { product, text })
  if (status === 504 || status === 408) return new AppError("upstream_timeout", "queryTimedOut", { product, text })
  if (text === "") return new AppError("upstream_error", "upstreamStatusEmpty", { host, status })
  if (status === 400 || status === 422) return new AppError("bad_request", "queryRefused", { product, text })
  return new AppError("upstream_error", "upstreamStatus", { host, status, text })
}

/**
 * Checks that an answer is a success in JSON and decodes it in slices.
 * @throws {AppError} with the server's own words, or saying what came instead of JSON
 */
export async function decodeJson<T>(
  source: Source,
  response: UpstreamResponse,
  decode: (bytes: Buffer) => Generator<unknown, T>,
  signal: AbortSignal,
): Promise<T> {
  const { host } = source
  if (response.status >= 300) throw statusError(source, response)
  refuseHtml(source, response)
  if (!isJson(response) && !/^\s*[[{]/.test(response.body.toString("latin1", 0, 20))) {
    throw new AppError("upstream_error", "upstreamContent", {
      host,
      status: response.status,
      contentType: response.contentType.slice(0, 60) || "?",
    })
  }
  try {
    return await inSlices(decode(response.body), signal)
  } catch (cause) {
    throw asTruncated(source, cause)
  }
}

function asTruncated({ host }: Source, cause: unknown): unknown {
  const isBroken = cause instanceof JsonBroken || cause instanceof SyntaxError || cause instanceof RangeError
  return isBroken ? new AppError("upstream_error", "upstreamTruncated", { host }, { cause }) : cause
}

/**
 * As `decodeJson`, of a success that calls itself JSON, while it comes.
 * @returns also the beginning of the text
 */
export async function decodeIncoming<T>(
  source: Source,
  head: UpstreamHead,
  pieces: AsyncIterable<Buffer>,
  decode: (cursor: Incoming) => Generator<undefined, T>,
  signal: AbortSignal,
): Promise<{ answer: T; beginning: Buffer }> {
  const cursor = new Incoming()
  try {
    return { answer: await readIncoming(cursor, pieces, decode, signal), beginning: cursor.head }
  } catch (cause) {
    refuseHtml(source, { ...head, body: cursor.head })
    throw asTruncated(source, cause)
  }
}

function refuseHtml({ host }: Source, response: UpstreamResponse): void {
  if (!isHtml(response)) return
  throw new AppError("upstream_error", "upstreamHtml", { host, status: response.status, text: snippet(response.body) })
}

/** Small documents at once. */
// oxlint-disable-next-line require-yield
export function* wholeJson(bytes: Buffer): Generator<never, unknown> {
  return JSON.parse(bytes.toString("utf8"))
}

/** An answer that is JSON, but not the product's. */
export function unknownShape({ product, host }: Source, detail: string): AppError {
  return new AppError("upstream_error", "upstreamShape", { host, product, detail: detail.slice(0, 200) })
}
