import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import { freePort } from "#lib/db/embedded.ts"
import { isDemoRemoved } from "#lib/demo/removed.ts"
import type { DemoUrls } from "#lib/demo/schema.ts"
import { say } from "./say.ts"
import { type Program, type Supervised, supervise } from "./supervise.ts"

/** It stays small: V8 collects early, and what glibc hands out for a table of numbers goes back when the table does. */
const LIMITS = ["--max-semi-space-size=2", "--max-old-space-size=96", "--optimize-for-size"]
/** Removing it is rare, and nobody waits for its process. */
const LOOK_EVERY_MS = 10_000
const GRACE_MS = 2_000
const MEMORY = { MALLOC_ARENA_MAX: "1", MALLOC_MMAP_THRESHOLD_: "65536", MALLOC_TRIM_THRESHOLD_: "65536" }

/** The simulated company. Ports stay the same when it is started again, so that its datasources stay true. */
export function demoProgram(ports: Record<string, number>, phaseMs: number): Program {
  const words = Object.entries(ports).map(([kind, port]) => `--${kind}-port=${port}`)
  return {
    name: "demo",
    words: [...LIMITS, "demo/main.ts", "--quiet", `--phase-ms=${phaseMs}`, ...words],
    env: { NODE_ENV: "production", ...MEMORY },
  }
}

interface Stage {
  /** For the process that fills Bongsu. */
  settings: Record<string, string>
  /** The database, asked whether the demo was removed meanwhile. */
  url: string
  onStart: (demo: Supervised) => void
  ending: AbortSignal
}

/**
 * Brings up the demo world when there is no datasource but its own, fills Bongsu with what shows it, and ends it once it is removed. Never a
 * reason for anything else not to start: what goes wrong is said, and that is all.
 */
export async function startDemo({ settings, url, onStart, ending }: Stage): Promise<void> {
  const seeding = fork("bin/demo-seed.ts", [], {
    execArgv: ["--conditions=react-server", "--disable-warning=ExperimentalWarning"],
    env: { ...process.env, ...settings, NODE_ENV: "production" },
  })
  const ended = once(seeding, "exit")
  const phaseMs = await phaseOf(seeding)
  if (phaseMs === null) return
  const ports = { prometheus: await freePort(), loki: await freePort(), tempo: await freePort() }
  const demo = supervise(demoProgram(ports, phaseMs), () => {})
  onStart(demo)
  await demo.ready
  const urls: DemoUrls = Object.fromEntries(Object.entries(ports).map(([kind, port]) => [kind, `http://127.0.0.1:${port}`]))
  seeding.send(urls)
  const [code] = (await ended) as [number | null]
  say(code === 0 ? "no datasource yet: showing the demo, a simulated shop" : "the demo could not be set up, see above")
  while (!(await isRemoved(url))) {
    await sleep(LOOK_EVERY_MS, undefined, { signal: ending, ref: false }).catch(() => {})
    if (ending.aborted) return
  }
  await demo.stop(GRACE_MS)
  say("the demo was removed, its process has ended")
}

/** A database that doesn't answer says nothing about the demo. */
const isRemoved = (url: string): Promise<boolean> => isDemoRemoved(url).catch(() => false)

function phaseOf(seeding: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    seeding.once("message", (message) => resolve((message as { phaseMs: number | null }).phaseMs))
    seeding.once("exit", () => resolve(null))
  })
}
