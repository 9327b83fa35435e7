// `next dev` under the supervisor: pages are compiled as they are asked for and change as files do.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import { env } from "#lib/env.ts"
import { lifetime } from "./lifetime.ts"

const ending = lifetime()
const { host, port } = env()
const next = spawn(process.execPath, ["node_modules/next/dist/bin/next", "dev", "-p", String(port), ...(host ? ["-H", host] : [])], {
  stdio: "inherit",
})
const ended = once(next, "exit")
next.once("exit", (code) => process.exit(code ?? 1))
for (let isUp = false; !isUp && !ending.aborted;) {
  isUp = await fetch(`http://${host ?? "127.0.0.1"}:${port}/api/livez`, { signal: AbortSignal.timeout(30_000) }).then(
    () => true,
    () => false,
  )
  if (!isUp) await sleep(200)
}
process.send?.("ready")
if (!ending.aborted) await once(ending, "abort")
next.kill("SIGTERM")
await Promise.race([ended, sleep(3_000)])
next.kill("SIGKILL")
