import { z } from "zod"
import { defaultLanguage, type Language } from "#lib/language/language.ts"
import { messagesOf, translator } from "#lib/language/translate.ts"
import { AppError } from "./errors.ts"
import { fieldWords } from "./field-words.ts"

export const DEFAULT_BODY_BYTES = 1024 * 1024
/** Nobody writes so deep by hand, and what walks a document by recursion has room for it. */
const MOST_LEVELS = 100

/**
 * Checks what a caller sent. Objects are strict at the top: an unknown key is refused.
 * @param under where the value stands in what was sent ("settings"): the fields' paths begin so
 * @throws AppError bad_request with `fields` in `language`
 */
export function parseInput<T extends z.ZodType>(
  schema: T,
  value: unknown,
  language: Language = defaultLanguage,
  under?: string,
): z.output<T> {
  const strict = schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema
  const parsed = strict.safeParse(value, { error: (issue) => fieldWords(issue, translator(language)) })
  if (parsed.success) return parsed.data as z.output<T>
  throw new AppError(
    "bad_request",
    "invalidInput",
    {},
    { fields: fieldsOf(parsed.error, language, under), safeForViewer: true, cause: parsed.error },
  )
}

/** Field path ("panels.0.title") to the first message about it; an unknown key is its own field. A schema's own message is a key of `errors`. */
export function fieldsOf(error: z.ZodError, language: Language = defaultLanguage, under?: string): Record<string, string> {
  const fields: Record<string, string> = {}
  const own = messagesOf(language).errors as Record<string, unknown>
  const wordsOf = (message: string) => (Object.hasOwn(own, message) ? translator(language)(`errors.${message}`) : message)
  for (const issue of error.issues) {
    const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    for (const path of paths) {
      const at = under === undefined ? path : [under, ...path]
      fields[at.join(".").slice(0, 200)] ??= wordsOf(issue.message).slice(0, 500)
    }
  }
  return fields
}

/** A query string as an object: a key given twice becomes a list. */
export function queryObject(search: URLSearchParams): Record<string, string | string[]> {
  const entries = [...new Set(search.keys())].map((key) => {
    const all = search.getAll(key)
    return [key, all.length > 1 ? all : (all[0] ?? "")] as const
  })
  return Object.fromEntries(entries)
}

/**
 * A JSON body of at most `maxBytes`; an empty one counts as `{}`.
 * @throws AppError too_large, or bad_request for what is not JSON or nested too deep
 */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes)
  if (bytes.length === 0) return {}
  const value = parsed(bytes)
  if (isDeeper(value, MOST_LEVELS)) throw new AppError("bad_request", "jsonTooDeep", { levels: MOST_LEVELS }, { safeForViewer: true })
  return value
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new AppError("bad_request", "notJson", {}, { cause, safeForViewer: true })
  }
}

/** Level by level: recursion is what a deep document is made to break. */
function isDeeper(value: unknown, most: number): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? (Object.values(one) as unknown[]) : []))
  }
  return false
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => new AppError("too_large", "bodyTooLarge", { kilobytes: Math.floor(maxBytes / 1024) }, { safeForViewer: true })
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge()
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.length
    if (size > maxBytes) throw tooLarge()
    parts.push(part)
  }
  return Buffer.concat(parts)
}
