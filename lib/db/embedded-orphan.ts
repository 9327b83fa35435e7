import "server-only"
import { spawnSync } from "node:child_process"
import { existsSync, readFileSync, rmSync } from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { EmbeddedError } from "./embedded-files.ts"

const SIGNALS = [
  { signal: "SIGINT", waitMs: 5_000 },
  { signal: "SIGQUIT", waitMs: 5_000 },
  { signal: "SIGKILL", waitMs: 2_000 },
] as const

/** The command line of a living process; undefined when there is none. */
export function commandOf(pid: number): string | undefined {
  if (existsSync("/proc/self/cmdline")) {
    try {
      // A zombie has an empty one.
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim() || undefined
    } catch {
      return undefined
    }
  }
  return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim() || undefined
}

/** The pid and port of the server that runs over `data`, by its own pid file and the system's list of processes. */
export function runningServer(data: string): { pid: number; port: number } | undefined {
  const file = path.join(data, "postmaster.pid")
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, "utf8").split("\n")
  const pid = Number(lines[0])
  const command = pid > 1 ? commandOf(pid) : undefined
  // The number may belong to another program by now, after a power cut for instance.
  if (!command?.includes("postgres") || !command.includes(data)) return undefined
  return { pid, port: Number(lines[3]) }
}

/**
 * Stops a server that runs over `data` though nobody looks after it, and removes a pid file that no process stands behind.
 * @returns whether there was such a server
 */
export async function stopOrphan(data: string): Promise<boolean> {
  const orphan = runningServer(data)
  if (!orphan) {
    rmSync(path.join(data, "postmaster.pid"), { force: true })
    return false
  }
  for (const { signal, waitMs } of SIGNALS) {
    process.kill(orphan.pid, signal)
    for (let waited = 0; waited < waitMs; waited += 50) {
      if (commandOf(orphan.pid) === undefined) return true
      await sleep(50)
    }
  }
  throw new EmbeddedError(`A database server (process ${orphan.pid}) holds ${data} and can't be stopped`)
}
