import { type ChildProcess, spawn } from "node:child_process"
import { setTimeout as sleep } from "node:timers/promises"
import { say } from "./say.ts"

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
/** One that lived this long has recovered: the next crash starts at the shortest wait again. */
const STEADY_MS = 60_000

export interface Program {
  name: string
  /** Arguments of Node. */
  words: string[]
  env: Record<string, string>
}

export interface Supervised {
  /** Resolves at the program's first `ready` message; rejects when it ends before that. */
  ready: Promise<void>
  pid(): number | undefined
  /** Asks it to end, and makes it after `graceMs`. */
  stop(graceMs: number): Promise<void>
}

/** How long to wait before start number `crashes` + 1. */
export function restartWaitMs(crashes: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (crashes - 1), LONGEST_WAIT_MS)
}

/** Keeps a program running: whenever it ends by itself it is started again, after a wait that doubles while it keeps crashing. */
export function supervise(program: Program, onStart: () => void): Supervised {
  let child: ChildProcess | undefined
  let stopping = false
  let wasReady = false
  let crashes = 0
  const first = Promise.withResolvers<void>()
  first.promise.catch(() => {})

  const start = () => {
    const startedAt = performance.now()
    // A group of its own, so that Ctrl-C reaches only the supervisor; the channel tells it when that one is gone.
    child = spawn(process.execPath, program.words, {
      env: { ...process.env, ...program.env },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      detached: true,
    })
    onStart()
    child.on("message", (message) => {
      if (message !== "ready") return
      wasReady = true
      first.resolve()
    })
    child.once("error", (error) => first.reject(error))
    child.once("exit", (code, signal) => {
      if (stopping) return
      if (!wasReady) first.reject(new Error(`The ${program.name} ended before it was ready (${signal ?? `code ${code}`}), see above`))
      crashes = performance.now() - startedAt > STEADY_MS ? 1 : crashes + 1
      const waitMs = restartWaitMs(crashes)
      say(`the ${program.name} ended (${signal ?? `code ${code}`}), starting it again in ${waitMs / 1000} s`)
      setTimeout(() => stopping || start(), waitMs)
    })
  }
  start()

  const stop = async (graceMs: number) => {
    stopping = true
    const running = child
    if (!running || running.exitCode !== null || running.signalCode !== null || running.pid === undefined) return
    const ended = new Promise((resolve) => running.once("exit", resolve))
    running.kill("SIGTERM")
    const inTime = await Promise.race([ended.then(() => true), sleep(graceMs, false, { ref: false })])
    if (inTime) return
    say(`the ${program.name} takes too long to end, killing it`)
    running.kill("SIGKILL")
    await ended
  }
  return { ready: first.promise, pid: () => child?.pid, stop }
}
