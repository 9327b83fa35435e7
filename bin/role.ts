import { once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import { pendingMigrations, readMigrations } from "#lib/db/migrate.ts"
import { env } from "#lib/env.ts"
import { ensureBuilt, ensureGenerated } from "./build.ts"
import { lifetime } from "./lifetime.ts"
import { requireDatabases, requireFreePort, requireSecretKey, warnAboutSettings } from "./preflight.ts"
import { say } from "./say.ts"
import { saySetupLink, setupToken } from "./setup-token.ts"
import { type Program, supervise } from "./supervise.ts"

const MIGRATION_POLL_MS = 2_000
/** A worker finishes what it has begun: 20 s of its own, and some to spare. */
const ROLE_GRACE_MS = 25_000

export const WORKER: Program = {
  name: "worker",
  // V8's own sizes follow the machine's memory: a thousand rules would let the young generation alone grow past what a worker needs.
  words: [
    "--max-semi-space-size=8",
    "--max-old-space-size=256",
    "--conditions=react-server",
    "--disable-warning=ExperimentalWarning",
    "bin/worker-process.ts",
  ],
  env: { BONGSU_ROLE: "worker", NODE_ENV: "production" },
}
export const WEB: Program = {
  name: "web",
  // Large answers pass through memory outside the heap, at which V8 draws the heap's own limit so tight that it marks all of it every few reads.
  words: ["--max-semi-space-size=8", "--heap-growing-percent=30", "bin/web-server.ts"],
  env: { BONGSU_ROLE: "web", NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
}

async function awaitMigrations(url: string, ending: AbortSignal): Promise<void> {
  const migrations = await readMigrations()
  for (let first = true; !ending.aborted; first = false) {
    const pending = await pendingMigrations(url, migrations)
    if (pending.length === 0) return
    if (first) say(`waiting for ${pending.length} migrations: run \`npm run migrate\` against this database`)
    await sleep(MIGRATION_POLL_MS, undefined, { signal: ending }).catch(() => {})
  }
}

/** One role by itself, against the database of `DATABASE_URL`, of which there may be several. */
export async function runRole(program: Program): Promise<void> {
  const ending = lifetime()
  warnAboutSettings()
  const { databaseUrl, directUrl } = env()
  if (!databaseUrl) throw new Error("DATABASE_URL is not set: a role by itself needs one; `npm start` brings its own database")
  requireSecretKey()
  if (program === WEB) await requireFreePort(env())
  await requireDatabases({ databaseUrl, directUrl })
  await awaitMigrations(directUrl ?? databaseUrl, ending)
  if (program === WEB) ensureBuilt()
  else ensureGenerated()
  if (ending.aborted) return
  const link = program === WEB ? await setupToken() : undefined
  const running = supervise(program, () => {})
  try {
    await running.ready
    say(program === WEB ? `web is ready at ${env().publicUrl}` : "the worker is running")
    saySetupLink(env().publicUrl, link)
    if (!ending.aborted) await once(ending, "abort")
  } finally {
    await running.stop(ROLE_GRACE_MS)
  }
}
