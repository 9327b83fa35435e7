import { randomBytes } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import net from "node:net"
import path from "node:path"
import pg from "pg"
import { env } from "#lib/env.ts"
import { say } from "./say.ts"

const MAKE_KEY = "make one with `openssl rand -base64 32`, set BONGSU_SECRET_KEY to it and keep it: without it stored secrets can't be read"

/** Prints what in the settings is likely a mistake. */
export function warnAboutSettings(): void {
  for (const name of env().unknown) say(`nothing reads the setting ${name}, is it misspelt?`)
}

/** The secret key of the settings. @throws when there is none */
export function requireSecretKey(): string {
  const { secretKey } = env()
  if (!secretKey) throw new Error(`BONGSU_SECRET_KEY is not set: ${MAKE_KEY}`)
  return secretKey
}

/** The secret key kept beside the embedded database, made at the first start. One in the settings wins. */
export function keptSecretKey(folder: string): string {
  const { secretKey } = env()
  if (secretKey) return secretKey
  const file = path.join(folder, "secret-key")
  if (existsSync(file)) {
    const kept = readFileSync(file, "utf8").trim()
    if (Buffer.from(kept, "base64").length === 32) return kept
    throw new Error(`The secret key in ${file} is damaged: restore that file from a backup, stored secrets can't be read without it`)
  }
  if (existsSync(path.join(folder, "postgres", "PG_VERSION"))) {
    say(`there was a database but no secret key in ${folder}: a new key is made, secrets stored before can't be read`)
  }
  const made = randomBytes(32).toString("base64")
  writeFileSync(file, `${made}\n`, { mode: 0o600 })
  return made
}

const NO_SUCH_HOST = new Set(["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN", "EINVAL"])

/** @throws one sentence when something listens on the port already, or it can't be had. `host` absent: all interfaces. */
export async function requireFreePort({ host, port }: { host?: string; port: number }): Promise<void> {
  const server = net.createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject)
      server.listen(port, host, resolve)
    })
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === "EADDRINUSE") throw new Error(`Port ${port} is taken: stop what uses it, or set PORT to another one`, { cause })
    if (NO_SUCH_HOST.has(code ?? ""))
      throw new Error(`BONGSU_HOST names no address of this machine: use 127.0.0.1, or leave it empty for all`, { cause })
    throw new Error(`Port ${port} can't be used (${code}): set PORT to another one`, { cause })
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}

const REASONS: Record<string, string> = {
  "28P01": "the password is wrong",
  "28000": "the user may not log in",
  "3D000": "that database does not exist (create it first)",
  "53300": "the server has no free connections",
  "57P03": "the server is starting or stopping",
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the host's name can't be looked up",
  ETIMEDOUT: "no answer in time",
}

/** `requireDatabase` for the database that the settings name, and for its address without a pooler if they name one. */
export async function requireDatabases({ databaseUrl, directUrl }: { databaseUrl: string; directUrl?: string }): Promise<void> {
  await requireDatabase(databaseUrl)
  if (directUrl) await requireDatabase(directUrl, "DIRECT_URL")
}

/** @throws one sentence, without the password, when `url` leads to no usable database. */
export async function requireDatabase(url: string, setting = "DATABASE_URL"): Promise<void> {
  let where: string
  try {
    const { host, pathname } = new URL(url)
    where = `${host}${pathname}`
  } catch (cause) {
    throw new Error(`${setting} is not a valid address: use postgresql://user:password@host:5432/database`, { cause })
  }
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: "bongsu start" })
  client.on("error", () => {})
  try {
    await client.connect()
    await client.query("SELECT 1")
  } catch (cause) {
    const { code, message } = cause as { code?: string; message: string }
    const reason = REASONS[code ?? ""] ?? (/timeout/i.test(message) ? REASONS.ETIMEDOUT : message || code)
    throw new Error(`${setting} (${where}) can't be used: ${reason}`, { cause })
  } finally {
    await client.end().catch(() => {})
  }
}
