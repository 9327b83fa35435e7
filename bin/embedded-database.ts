import { readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { commandOf, runningServer } from "#lib/db/embedded-orphan.ts"
import { type EmbeddedServer, embeddedUrl, startEmbedded } from "#lib/db/embedded.ts"
import { chooseDataFolder } from "#lib/db/embedded-files.ts"
import { say } from "./say.ts"

/** What the lock file of a data folder says. */
interface Holder {
  pid: number
  /** Web and worker, to be ended should their supervisor have been killed. */
  children: number[]
}

const lockFile = (folder: string) => path.join(folder, "lock")
const isOurs = (pid: number) => /\bbin\/(start|up|dev|web|worker|migrate)\b/.test(commandOf(pid) ?? "")

/** The living process that works on the data folder, if any. */
function holderOf(folder: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lockFile(folder), "utf8")) as Holder
  } catch {
    return undefined
  }
}

/**
 * Takes the data folder for this process, and ends the web and worker processes of a supervisor that was killed.
 * @throws when another living Bongsu holds it
 */
export async function lockDataFolder(folder: string): Promise<{ children: (pids: number[]) => void; release: () => void }> {
  const holder = holderOf(folder)
  if (holder && holder.pid !== process.pid && isOurs(holder.pid)) {
    throw new Error(`Bongsu already runs over ${folder} (process ${holder.pid}): stop that one, or set BONGSU_DATA_DIR to another folder`)
  }
  for (const pid of holder?.children ?? []) {
    if (isOurs(pid)) process.kill(pid, "SIGKILL")
    while (isOurs(pid)) await sleep(20)
  }
  const write = (children: number[]) => writeFileSync(lockFile(folder), JSON.stringify({ pid: process.pid, children }))
  write([])
  return { children: write, release: () => rmSync(lockFile(folder), { force: true }) }
}

/** The embedded database for a short command: the running one when Bongsu is up, else one that `stop` ends again. */
export async function openEmbedded(dataDir: string): Promise<Pick<EmbeddedServer, "url" | "stop">> {
  const folder = chooseDataFolder(dataDir, say)
  const holder = holderOf(folder)
  const running = runningServer(path.join(folder, "postgres"))
  if (holder && running && isOurs(holder.pid)) return { url: embeddedUrl(folder, running.port), stop: async () => {} }
  const lock = await lockDataFolder(folder)
  const server = await startEmbedded({ folder, say })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      lock.release()
    },
  }
}
