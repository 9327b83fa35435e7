import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { freePort } from "#lib/db/embedded.ts"
import type { DemoUrls } from "#lib/demo/schema.ts"
import { say } from "./say.ts"
import { type Program, type Supervised, supervise } from "./supervise.ts"

/** It stays small: V8 collects early, and what glibc hands out for a table of numbers goes back when the table does. */
const LIMITS = ["--max-semi-space-size=2", "--max-old-space-size=96", "--optimize-for-size"]
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

/**
 * Brings up the demo world when there is no datasource but its own, and fills Bongsu with what shows it. Never a reason for anything else
 * not to start: what goes wrong is said, and that is all.
 */
export async function startDemo(settings: Record<string, string>, onStart: (demo: Supervised) => void): Promise<void> {
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
}

function phaseOf(seeding: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    seeding.once("message", (message) => resolve((message as { phaseMs: number | null }).phaseMs))
    seeding.once("exit", () => resolve(null))
  })
}
