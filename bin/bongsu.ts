import { once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import { type EmbeddedServer, freePort, startEmbedded } from "#lib/db/embedded.ts"
import { chooseDataFolder } from "#lib/db/embedded-files.ts"
import { migrate, readMigrations } from "#lib/db/migrate.ts"
import { env } from "#lib/env.ts"
import { ensureBuilt, ensureGenerated } from "./build.ts"
import { startDemo } from "./demo.ts"
import { lockDataFolder } from "./embedded-database.ts"
import { lifetime } from "./lifetime.ts"
import { keptSecretKey, requireDatabases, requireFreePort, requireSecretKey, warnAboutSettings } from "./preflight.ts"
import { WEB, WORKER } from "./role.ts"
import { say } from "./say.ts"
import { saySetupLink, setupToken } from "./setup-token.ts"
import { type Program, type Supervised, supervise } from "./supervise.ts"

/** Web and worker get this long together; the database's turn comes after, and all of it stays under 10 s. */
const CHILD_GRACE_MS = 5_500
const READY_TIMEOUT_MS = 120_000

/** What has been begun, undone in reverse: a failure half-way leaves nothing running. */
type Undo = (() => Promise<void> | void)[]

interface Store {
  url: string
  directUrl: string
  secretKey: string
  children: (pids: number[]) => void
}

async function openStore(undo: Undo, ending: AbortSignal): Promise<Store> {
  const { databaseUrl, directUrl, dataDir } = env()
  if (databaseUrl) {
    const secretKey = requireSecretKey()
    await requireDatabases({ databaseUrl, directUrl })
    return { url: databaseUrl, directUrl: directUrl ?? databaseUrl, secretKey, children: () => {} }
  }
  const folder = chooseDataFolder(dataDir, say)
  const lock = await lockDataFolder(folder)
  undo.push(lock.release)
  await requireFreePort(env())
  const secretKey = keptSecretKey(folder)
  const server = await startEmbedded({ folder, say })
  const keeper = keepDatabase(server, folder, ending)
  undo.push(keeper.stop)
  return { url: server.url, directUrl: server.url, secretKey, children: lock.children }
}

/** Starts the database again, on the same port, should it end by itself. */
function keepDatabase(first: EmbeddedServer, folder: string, ending: AbortSignal): { stop: () => Promise<void> } {
  let current = first
  let stopping = false
  const watch = async () => {
    for (let crashes = 1; ; crashes++) {
      await current.exited
      if (stopping || ending.aborted) return
      say("the database ended, starting it again")
      await sleep(Math.min(crashes * 500, 10_000))
      if (stopping || ending.aborted) return
      try {
        current = await startEmbedded({ folder, port: first.port, say })
      } catch (error) {
        say(error instanceof Error ? error.message : String(error))
      }
    }
  }
  void watch()
  return {
    stop: async () => {
      stopping = true
      await current.stop()
    },
  }
}

async function startAll(web: Program, isDev: boolean, undo: Undo, ending: AbortSignal): Promise<void> {
  warnAboutSettings()
  const { host, port, publicUrl } = env()
  if (env().databaseUrl) await requireFreePort({ host, port })
  const store = await openStore(undo, ending)
  if (ending.aborted) return
  const settings = {
    DATABASE_URL: store.url,
    BONGSU_SECRET_KEY: store.secretKey,
    BONGSU_PUBLIC_URL: publicUrl,
    PORT: String(port),
    // One scrape of the web process shows both.
    BONGSU_WORKER_METRICS_PORT: String(env().workerMetricsPort ?? (await freePort())),
  }
  await migrate({ url: store.directUrl, migrations: await readMigrations(), say })
  if (isDev) ensureGenerated()
  else ensureBuilt()
  if (ending.aborted) return
  const running: Supervised[] = []
  const note = () => store.children(running.flatMap((one) => one.pid() ?? []))
  for (const program of [web, WORKER])
    running.push(supervise({ ...program, env: { ...program.env, ...settings } }, () => queueMicrotask(note)))
  const onStart = (demo: Supervised) => {
    running.push(demo)
    note()
  }
  const showing = startDemo({ settings, url: store.directUrl, onStart, ending })
  showing.catch((error: unknown) => say(`the demo could not be started: ${error instanceof Error ? error.message : String(error)}`))
  undo.push(async () => void (await Promise.all(running.map((one) => one.stop(CHILD_GRACE_MS)))))
  const token = setupToken(settings)
  token.catch(() => {})
  await Promise.race([running[0]?.ready, once(ending, "abort"), sleep(READY_TIMEOUT_MS, undefined, { ref: false })])
  if (ending.aborted) return
  const link = await token
  say(`ready at ${publicUrl} after ${(performance.now() / 1000).toFixed(1)} s`)
  saySetupLink(publicUrl, link)
}

/** Database, migrations, web and worker under one supervisor, until Ctrl-C. @throws one sentence when something can't start */
export async function runBongsu(web: Program = WEB, isDev = false): Promise<void> {
  const ending = lifetime()
  const undo: Undo = []
  try {
    await startAll(web, isDev, undo, ending)
    if (!ending.aborted) await once(ending, "abort")
    say("stopping")
  } finally {
    for (const step of undo.toReversed()) await step()
  }
}
