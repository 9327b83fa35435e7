import { type ChildProcess, spawn } from "node:child_process"
import { createServer } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"

/** A free loopback port. It may be taken before it is used: callers that can, pass port 0 instead. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

export interface Running {
  pid: number
  /** What it printed so far, both streams. */
  output(): string
  exited: Promise<number | null>
  /** SIGTERM, then SIGKILL after `graceMs`; resolves when the process is gone. */
  stop(graceMs?: number): Promise<void>
}

/** Starts a program of the project or a real server; it is stopped by pid, never by name. */
export function run(command: string, args: string[], env: Record<string, string | undefined> = {}): Running {
  const child: ChildProcess = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] })
  let output = ""
  const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-200_000))
  child.stdout?.on("data", keep)
  child.stderr?.on("data", keep)
  const exited = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => resolve(code))
    child.once("error", (error) => {
      output += `\n${error.message}`
      resolve(null)
    })
  })
  const kill = (signal: NodeJS.Signals) => child.exitCode === null && child.signalCode === null && child.kill(signal)
  const onParentExit = () => kill("SIGKILL")
  process.once("exit", onParentExit)
  void exited.then(() => process.off("exit", onParentExit))
  return {
    pid: child.pid ?? -1,
    output: () => output,
    exited,
    async stop(graceMs = 10_000) {
      kill("SIGTERM")
      const timer = setTimeout(() => kill("SIGKILL"), graceMs)
      await exited
      clearTimeout(timer)
    },
  }
}

/** Asks until `probe` answers something truthy; the error names what was waited for. */
export async function until<T>(what: string, probe: () => T | Promise<T>, timeoutMs = 60_000): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeoutMs
  let last: unknown
  for (;;) {
    try {
      const value = await probe()
      if (value) return value
      last = value
    } catch (error) {
      last = error
    }
    if (performance.now() > deadline)
      throw new Error(`waited ${timeoutMs} ms for ${what}; last: ${last instanceof Error ? last.message : JSON.stringify(last)}`)
    await sleep(50)
  }
}

/** Waits until `running` has printed what matches. */
export const printed = (running: Running, pattern: RegExp) =>
  until(
    `${pattern} to be printed`,
    () => {
      const found = pattern.exec(running.output())
      if (!found) throw new Error(running.output().slice(-1_000))
      return found
    },
    120_000,
  )

/** Waits for a 2xx of `url`; a program that ended meanwhile fails at once with what it printed. */
export async function untilReady(url: string, running: Running, timeoutMs = 60_000): Promise<void> {
  let ended: number | null | undefined
  void running.exited.then((code) => (ended = code))
  await until(
    url,
    async () => {
      if (ended !== undefined) throw new Error(`ended with ${ended}: ${running.output().slice(-2_000)}`)
      return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok
    },
    timeoutMs,
  ).catch((error: Error) => {
    throw new Error(`${error.message}\n${running.output().slice(-2_000)}`)
  })
}
