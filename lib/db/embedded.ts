import "server-only"
import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import { chownSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, closeSync } from "node:fs"
import { once } from "node:events"
import net from "node:net"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { EmbeddedError, type Identity, serverIdentity, serverPrograms } from "./embedded-files.ts"
import { stopOrphan } from "./embedded-orphan.ts"

const USER = "bongsu"
const START_TIMEOUT_MS = 60_000
const FAST_STOP_MS = 4_000
const LOG_LIMIT_BYTES = 10_000_000

export interface EmbeddedServer {
  /** Connection string of the database `bongsu`. */
  url: string
  port: number
  pid: number
  /** Resolves when the server process has ended, wanted or not. */
  exited: Promise<void>
  /** Ends connections and stops; escalates after 4 s. */
  stop: () => Promise<void>
}

export interface EmbeddedOptions {
  /** Absolute, chosen by `chooseDataFolder`. */
  folder: string
  /** For data that is thrown away: nothing is flushed to disk. */
  scratch?: boolean
  port?: number
  say?: (line: string) => void
}

/** The connection string of the server over `folder`, should one be running there. */
export function embeddedUrl(folder: string, port: number): string {
  const password = readFileSync(path.join(folder, "postgres-password"), "utf8").trim()
  return `postgresql://${USER}:${password}@127.0.0.1:${port}/bongsu`
}

/** A port of the loopback interface that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as net.AddressInfo
  server.close()
  await once(server, "close")
  return port
}

/**
 * Starts Postgres over `folder`, making the cluster at the first time. An orphan of an earlier, killed Bongsu is stopped first.
 * The caller makes sure that it is the only one at work on the folder.
 * @throws {EmbeddedError} with the server's own words
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { folder, say } = options
  const data = path.join(folder, "postgres")
  const identity = ownerOf(data) ?? serverIdentity()
  const programs = await serverPrograms(folder, identity)
  if (await stopOrphan(data)) say?.("stopped the database server that an earlier run left behind")
  if (!existsSync(path.join(data, "PG_VERSION"))) {
    say?.("making the database")
    initialise(programs.initdb, folder, data, identity)
  }
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort())
    try {
      return await launch({ ...options, port }, programs.postgres, data, identity)
    } catch (error) {
      // Leftovers of a killed server (its children, its shared memory) and a port taken meanwhile go away by themselves.
      if (attempt === 4) throw error
      await sleep(attempt * 500)
    }
  }
}

function ownerOf(data: string): Identity | undefined {
  if (process.getuid?.() !== 0 || !existsSync(path.join(data, "PG_VERSION"))) return undefined
  const { uid, gid } = statSync(data)
  return uid === 0 ? undefined : { uid, gid }
}

function initialise(initdb: string, folder: string, data: string, identity: Identity | undefined): void {
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { mode: 0o700 })
  const kept = path.join(folder, "postgres-password")
  if (!existsSync(kept)) writeFileSync(kept, `${randomBytes(24).toString("hex")}\n`, { mode: 0o600 })
  const handed = path.join(folder, `password-${process.pid}`)
  writeFileSync(handed, readFileSync(kept), { mode: 0o600 })
  if (identity) for (const file of [data, handed]) chownSync(file, identity.uid, identity.gid)
  const flags = ["--auth=scram-sha-256", `--username=${USER}`, `--pwfile=${handed}`, "--encoding=UTF8", "--no-sync"]
  const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
  const made = spawnSync(initdb, [`--pgdata=${data}`, ...flags, ...locale], { ...identity, cwd: "/", encoding: "utf8" })
  rmSync(handed)
  if (made.status === 0) return
  rmSync(data, { recursive: true, force: true })
  throw new EmbeddedError(
    `The database can't be made in ${data}: ${(made.stderr || String(made.error)).trim().split("\n").slice(-2).join(" ")}`,
  )
}

async function launch(options: EmbeddedOptions & { port: number }, postgres: string, data: string, identity: Identity | undefined) {
  const { folder, port } = options
  const logFile = path.join(folder, "postgres.log")
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`)
  const startedAt = existsSync(logFile) ? statSync(logFile).size : 0
  const output = openSync(logFile, "a", 0o600)
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=120", "log_timezone=UTC", "timezone=UTC"]
  if (options.scratch) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300")
  // A group of its own: Ctrl-C in the terminal must reach the supervisor only, which stops the database last.
  const child = spawn(postgres, ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])], {
    ...identity,
    cwd: "/",
    detached: true,
    stdio: ["ignore", output, output],
  })
  closeSync(output)
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()).once("error", () => resolve()))
  const url = embeddedUrl(folder, port)
  try {
    await waitUntilReady(child, url)
  } catch (error) {
    await stop(child, exited)
    const said = readFileSync(logFile, "utf8")
      .slice(startedAt)
      .trim()
      .split("\n")
      .filter((line) => /FATAL|ERROR|PANIC/.test(line))
    throw new EmbeddedError(`The embedded database didn't start: ${said.at(-1) ?? String(error)} (see ${logFile})`, { cause: error })
  }
  return { url, port, pid: child.pid ?? 0, exited, stop: () => stop(child, exited) }
}

async function waitUntilReady(child: ChildProcess, url: string): Promise<void> {
  const giveUpAt = performance.now() + START_TIMEOUT_MS
  const maintenance = url.replace(/\/bongsu$/, "/postgres")
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) throw new Error("the server ended")
    const client = new pg.Client({ connectionString: maintenance, connectionTimeoutMillis: 2_000 })
    client.on("error", () => {})
    try {
      await client.connect()
      const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'bongsu'")
      if (rowCount === 0) await client.query("CREATE DATABASE bongsu")
      return
    } catch (error) {
      if (performance.now() > giveUpAt) throw error
      await sleep(40)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
    child.kill(signal)
    await Promise.race([exited, sleep(FAST_STOP_MS, undefined, { ref: false })])
  }
}
