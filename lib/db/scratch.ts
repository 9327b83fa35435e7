import "server-only"
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { type EmbeddedServer, startEmbedded } from "./embedded.ts"
import { chooseDataFolder } from "./embedded-files.ts"
import { commandOf, stopOrphan } from "./embedded-orphan.ts"

const PREFIX = "bongsu-scratch-"

/** A Postgres whose data is thrown away when it stops: for tests, benches and for making migrations. */
export async function startScratch(): Promise<EmbeddedServer> {
  await sweep()
  const made = mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`))
  chmodSync(made, 0o755)
  const folder = chooseDataFolder(made, () => {})
  const server = await startEmbedded({ folder, scratch: true })
  const stop = async () => {
    await server.stop()
    rmSync(made, { recursive: true, force: true })
  }
  return { ...server, stop }
}

/** Removes what killed processes left: servers without an owner, and their folders. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(os.tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    const owner = Number(name.slice(PREFIX.length).split("-")[0])
    if (commandOf(owner) !== undefined) continue
    const folder = path.join(os.tmpdir(), name)
    if (existsSync(path.join(folder, "postgres"))) await stopOrphan(path.join(folder, "postgres")).catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  }
}
