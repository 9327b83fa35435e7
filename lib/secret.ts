import "server-only"
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto"
import { z } from "zod"
import { env } from "#lib/env.ts"
import { AppError } from "#lib/http/errors.ts"

const VERSION = "bs1"
const IV_BYTES = 12
const TAG_BYTES = 16

/** What stands for a secret on the way out; coming back unchanged it keeps the stored one. */
export const masked = { set: true } as const

interface Key {
  id: string
  bytes: Buffer
}

function keyOf(base64: string): Key {
  const bytes = Buffer.from(base64, "base64")
  if (bytes.length !== 32) throw new AppError("unavailable", "secretKeyWrong")
  return { id: createHash("sha256").update(bytes).digest("hex").slice(0, 8), bytes }
}

/** The current key first, then those that only open. */
function keys(): [Key, ...Key[]] {
  const { secretKey, previousSecretKeys } = env()
  if (!secretKey) throw new AppError("unavailable", "secretKeyAbsent")
  return [keyOf(secretKey), ...previousSecretKeys.map(keyOf)]
}

/** Id of the key that seals: the first 8 hex digits of its SHA-256, which tells keys apart and nothing else. */
export function secretKeyId(): string {
  return keys()[0].id
}

/**
 * Seals a text with AES-256-GCM: "bs1.<key id>.<iv>.<ciphertext and tag>".
 * @param aad where the text is kept ("datasource:settings:<id>"): moved elsewhere it doesn't open.
 */
export function seal(text: string, aad: string): string {
  const [key] = keys()
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv("aes-256-gcm", key.bytes, iv).setAAD(Buffer.from(aad))
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()])
  return [VERSION, key.id, iv.toString("base64url"), sealed.toString("base64url")].join(".")
}

/**
 * Opens what `seal` made.
 * @throws {AppError} `unavailable`: `secretKeyUnknown` names the id of the key that is missing; `secretBroken` when the text was changed or moved.
 */
export function open(blob: string, aad: string): string {
  const [version, keyId = "", iv = "", sealed = "", ...rest] = blob.split(".")
  if (version !== VERSION || rest.length > 0) throw new AppError("unavailable", "secretBroken")
  const key = keys().find((candidate) => candidate.id === keyId)
  if (!key) throw new AppError("unavailable", "secretKeyUnknown", { keyId })
  const bytes = Buffer.from(sealed, "base64url")
  try {
    const decipher = createDecipheriv("aes-256-gcm", key.bytes, Buffer.from(iv, "base64url"), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(aad)).setAuthTag(bytes.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8")
  } catch (cause) {
    throw new AppError("unavailable", "secretBroken", {}, { cause })
  }
}

/** Paths of a schema's secret fields (`.meta({ secret: true })`); "*" stands for every key of a record and every item of an array. */
export function secretPaths(schema: z.ZodType): string[][] {
  const isSecret = (schema.meta() as { secret?: boolean } | undefined)?.secret === true
  if (isSecret) return [unwrapped(schema) instanceof z.ZodRecord ? ["*"] : []]
  const inner = innerOf(schema)
  if (inner) return secretPaths(inner)
  const below = (key: string, child: z.ZodType) => secretPaths(child).map((path) => [key, ...path])
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape).flatMap(([key, child]) => below(key, child as z.ZodType))
  if (schema instanceof z.ZodRecord) return below("*", schema.valueType as z.ZodType)
  if (schema instanceof z.ZodArray) return below("*", schema.element as z.ZodType)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => secretPaths(option as z.ZodType))
  return []
}

function innerOf(schema: z.ZodType): z.ZodType | undefined {
  if (schema instanceof z.ZodPipe) return schema.in as z.ZodType
  const wraps =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
  return wraps ? (schema.unwrap() as z.ZodType) : undefined
}

function unwrapped(schema: z.ZodType): z.ZodType {
  const inner = innerOf(schema)
  return inner ? unwrapped(inner) : schema
}

type Change = (value: unknown, path: string[]) => unknown

/** A copy of `value` in which `change` has replaced what stands at the paths of secret fields. */
function atSecrets(schema: z.ZodType, value: unknown, change: Change): unknown {
  let result = structuredClone(value)
  for (const path of secretPaths(schema)) result = changeAt(result, path, [], change)
  return result
}

function changeAt(value: unknown, path: string[], walked: string[], change: Change): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value === undefined || value === null ? value : change(value, walked)
  if (typeof value !== "object" || value === null) return value
  const holder = value as Record<string, unknown>
  const names = key === "*" ? Object.keys(holder) : Object.hasOwn(holder, key) ? [key] : []
  for (const name of names) holder[name] = changeAt(holder[name], rest, [...walked, name], change)
  return holder
}

/** Settings as they are stored: secret fields sealed, each bound to its row and its place in the settings. */
export function sealSettings<T>(schema: z.ZodType, settings: T, aad: string): T {
  return atSecrets(schema, settings, (value, path) => (typeof value === "string" ? seal(value, placeOf(aad, path)) : value)) as T
}

/** The reverse of `sealSettings`. @throws {AppError} as `open` does */
export function openSettings(schema: z.ZodType, settings: unknown, aad: string): unknown {
  return atSecrets(schema, settings, (value, path) => (typeof value === "string" ? open(value, placeOf(aad, path)) : value))
}

function placeOf(aad: string, path: string[]): string {
  return `${aad}:${JSON.stringify(path)}`
}

/** Settings as they leave: every secret is `{set: true}`. Works on sealed and on open settings. */
export function maskSettings(schema: z.ZodType, settings: unknown): unknown {
  return atSecrets(schema, settings, () => masked)
}

/** Whether a value is a secret that came back masked. */
export function isMasked(value: unknown): boolean {
  return typeof value === "object" && value !== null && (value as { set?: unknown }).set === true
}

/**
 * Puts the stored secrets where a masked one came back. What the result holds is open and not yet checked by the schema.
 * @param stored open settings, or undefined when nothing is stored
 * @throws {AppError} `bad_request` with the field when nothing is stored there
 */
export function mergeSettings(schema: z.ZodType, incoming: unknown, stored: unknown): unknown {
  return atSecrets(schema, incoming, (value, path) => {
    if (!isMasked(value)) return value
    const kept = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], stored)
    if (typeof kept === "string") return kept
    const field = path.join(".")
    throw new AppError("bad_request", "secretNotStored", { field }, { safeForViewer: true })
  })
}
