import { readFileSync } from "node:fs"
import { z } from "zod"
import { parseCidrs } from "#lib/http/address.ts"

const count = (fallback: number) => z.coerce.number().int().min(1).max(1000).default(fallback)
const isTrue = (value: string) => ["1", "true", "yes", "on"].includes(value.toLowerCase())
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\/.+/, "must look like postgresql://user:password@host:5432/database")

const secretKey = z
  .string()
  .trim()
  .refine((value) => Buffer.from(value, "base64").length === 32, "must be 32 bytes in base64 (make one: openssl rand -base64 32)")

const addressRanges = z
  .string()
  .default("")
  .transform(splitList)
  .superRefine((list, context) => {
    try {
      parseCidrs(list)
    } catch (error) {
      context.addIssue({ code: "custom", message: `is no list of addresses: ${(error as Error).message}` })
    }
  })

/** The settings as operators write them; every one may also be given as `<NAME>_FILE`, the path of a file that holds it. */
const Settings = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: postgresUrl.optional(),
  DIRECT_URL: postgresUrl.optional(),
  BONGSU_HOST: z.string().trim().min(1).optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  BONGSU_SECRET_KEY: secretKey.optional(),
  BONGSU_SECRET_KEY_PREVIOUS: z.string().default("").transform(splitList).pipe(z.array(secretKey)),
  BONGSU_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  BONGSU_DATA_DIR: z.string().min(1).default(".data"),
  BONGSU_DIST_DIR: z.string().min(1).default(".next"),
  BONGSU_BOOTSTRAP_TOKEN: z.string().min(16).optional(),
  BONGSU_ALLOWED_PRIVATE_CIDRS: addressRanges,
  BONGSU_TRUSTED_PROXIES: addressRanges,
  BONGSU_METRICS_TOKEN: z.string().min(16).optional(),
  BONGSU_WORKER_METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  BONGSU_PROVISION_DIR: z.string().min(1).optional(),
  BONGSU_DEMO: z.string().transform(isTrue).optional(),
  BONGSU_LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  BONGSU_POOL_SIZE: count(10),
  BONGSU_PRISMA_POOL_SIZE: count(10),
  BONGSU_WORKER_POOL_SIZE: count(6),
  BONGSU_STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(15_000),
  BONGSU_SMTP_URL: z.string().min(1).optional(),
  BONGSU_SMTP_FROM: z.string().min(1).optional(),
  BONGSU_OIDC_ISSUER: z.url().optional(),
  BONGSU_OIDC_CLIENT_ID: z.string().min(1).optional(),
  BONGSU_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  BONGSU_TEST_DATABASE_URL: postgresUrl.optional(),
})
type Settings = z.infer<typeof Settings>

function splitList(value: string): string[] {
  return value
    .split(/[\s,]+/)
    .map((part) => part.trim())
    .filter(Boolean)
}

/** What the code reads: the settings under camelCase names, with what follows from them. */
export interface Env {
  nodeEnv: Settings["NODE_ENV"]
  /** Absent only while building and in the launcher, which brings its own database. */
  databaseUrl?: string
  /** A connection without a pooler between; its presence says that `databaseUrl` goes through one. */
  directUrl?: string
  /** Address or name that the web server listens on; absent: all. */
  host?: string
  port: number
  /** 32 bytes in base64. */
  secretKey?: string
  /** Keys that are no longer used to seal, but still open what they sealed. */
  previousSecretKeys: string[]
  /** Without a trailing slash. */
  publicUrl: string
  dataDir: string
  distDir: string
  bootstrapToken?: string
  allowedPrivateCidrs: string[]
  /** Addresses or ranges whose X-Forwarded-For is believed, besides this machine's own. */
  trustedProxies: string[]
  /** Bearer token that `/metrics` then wants. */
  metricsToken?: string
  /** Loopback port on which the worker answers `/metrics`; absent: it doesn't. */
  workerMetricsPort?: number
  provisionDir?: string
  /** Absent: the demo world is shown as long as no datasource exists. */
  demo?: boolean
  logLevel: Settings["BONGSU_LOG_LEVEL"]
  poolSize: number
  prismaPoolSize: number
  workerPoolSize: number
  statementTimeoutMs: number
  smtp?: { url: string; from: string }
  oidc?: { issuer: string; clientId: string; clientSecret: string }
  testDatabaseUrl?: string
  /** `BONGSU_*` names that nothing reads, likely misspelt. */
  unknown: string[]
}

/** Thrown by `parseEnv`; the message is one line for an operator. */
export class SettingsError extends Error {
  override name = "SettingsError"
}

type Source = Record<string, string | undefined>

/** Replaces `X_FILE=/path` by `X=<content>` for the settings that exist; an empty value counts as absent. */
function withFiles(source: Source, readFile: (path: string) => string): Source {
  const values: Source = {}
  for (const name of Object.keys(Settings.shape)) {
    const path = source[`${name}_FILE`]
    if (source[name]) values[name] = source[name]
    else if (path) {
      try {
        values[name] = readFile(path).trim()
      } catch (cause) {
        throw new SettingsError(`${name}_FILE names ${path}, which can't be read`, { cause })
      }
    }
  }
  return values
}

function unknownNames(source: Source): string[] {
  const known = Object.keys(Settings.shape)
  return Object.keys(source).filter(
    (name) => name.startsWith("BONGSU_") && !known.includes(name.replace(/_FILE$/, "")) && !known.includes(name),
  )
}

/**
 * Settings from an environment. Pure apart from `readFile`.
 * @throws {SettingsError} naming every setting that is wrong, never a value that may be secret.
 */
export function parseEnv(source: Source, readFile = (path: string) => readFileSync(path, "utf8")): Env {
  const parsed = Settings.safeParse(withFiles(source, readFile))
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`)
    throw new SettingsError(`Settings are wrong: ${wrong.join("; ")}`)
  }
  const value = parsed.data
  return {
    nodeEnv: value.NODE_ENV,
    databaseUrl: value.DATABASE_URL,
    directUrl: value.DIRECT_URL,
    host: value.BONGSU_HOST,
    port: value.PORT,
    secretKey: value.BONGSU_SECRET_KEY,
    previousSecretKeys: value.BONGSU_SECRET_KEY_PREVIOUS,
    publicUrl: (value.BONGSU_PUBLIC_URL ?? `http://localhost:${value.PORT}`).replace(/\/+$/, ""),
    dataDir: value.BONGSU_DATA_DIR,
    distDir: value.BONGSU_DIST_DIR,
    bootstrapToken: value.BONGSU_BOOTSTRAP_TOKEN,
    allowedPrivateCidrs: value.BONGSU_ALLOWED_PRIVATE_CIDRS,
    trustedProxies: value.BONGSU_TRUSTED_PROXIES,
    metricsToken: value.BONGSU_METRICS_TOKEN,
    workerMetricsPort: value.BONGSU_WORKER_METRICS_PORT,
    provisionDir: value.BONGSU_PROVISION_DIR,
    demo: value.BONGSU_DEMO,
    logLevel: value.BONGSU_LOG_LEVEL,
    poolSize: value.BONGSU_POOL_SIZE,
    prismaPoolSize: value.BONGSU_PRISMA_POOL_SIZE,
    workerPoolSize: value.BONGSU_WORKER_POOL_SIZE,
    statementTimeoutMs: value.BONGSU_STATEMENT_TIMEOUT_MS,
    smtp: smtpOf(value),
    oidc: oidcOf(value),
    testDatabaseUrl: value.BONGSU_TEST_DATABASE_URL,
    unknown: unknownNames(source),
  }
}

function smtpOf(value: Settings): Env["smtp"] {
  const { BONGSU_SMTP_URL: url, BONGSU_SMTP_FROM: from } = value
  if (url && from) return { url, from }
  if (url || from) throw new SettingsError("BONGSU_SMTP_URL and BONGSU_SMTP_FROM belong together: set both or neither")
  return undefined
}

function oidcOf(value: Settings): Env["oidc"] {
  const { BONGSU_OIDC_ISSUER: issuer, BONGSU_OIDC_CLIENT_ID: clientId, BONGSU_OIDC_CLIENT_SECRET: clientSecret } = value
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret }
  if (issuer || clientId || clientSecret) {
    throw new SettingsError("BONGSU_OIDC_ISSUER, _CLIENT_ID and _CLIENT_SECRET belong together: set all or none")
  }
  return undefined
}

let parsedOnce: Env | undefined

/** The process's settings, parsed at the first call so that importing this file never fails (a build has none). */
export function env(): Env {
  parsedOnce ??= parseEnv(process.env)
  return parsedOnce
}

/** Makes the next `env()` read the environment again: for tests that set variables. */
export function forgetEnv(): void {
  parsedOnce = undefined
}
