import { spawnSync } from "node:child_process"
import { chmodSync, globSync, mkdtempSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { startEmbedded } from "#lib/db/embedded.ts"
import { chooseDataFolder } from "#lib/db/embedded-files.ts"
import { bringTools } from "./bring-tools.ts"
import { ensureBuilt } from "./build.ts"
import { main, say } from "./say.ts"

/** `npm run bench` runs every figure, `npm run bench -- panel` those with "panel" in their name. */
await main(async () => {
  const [wanted = ""] = process.argv.slice(2)
  const missing = bringTools(["prometheus", "node_exporter", "promtool", "chromium"])
  if (missing.length > 0) throw new Error(`The figures need ${missing.join(", ")}, which could not be had`)
  ensureBuilt()
  const [processor] = os.cpus()
  const memory = Math.round(os.totalmem() / 2 ** 30)
  say(`machine: ${os.cpus().length} × ${processor?.model ?? "?"}, ${memory} GiB, ${os.type()} ${os.release()}, Node ${process.version}`)
  const files = globSync("bench/*.bench.ts")
    .filter((file) => file.includes(wanted))
    .toSorted()
  // Not a test's scratch server: commits must cost what they cost in use.
  const made = mkdtempSync(path.join(os.tmpdir(), "bongsu-bench-"))
  chmodSync(made, 0o755)
  const database = await startEmbedded({ folder: chooseDataFolder(made, () => {}) })
  const failed = files.filter((file) => {
    say(file)
    const words = ["--conditions=react-server", "--disable-warning=ExperimentalWarning", file]
    const env = { ...process.env, BONGSU_TEST_DATABASE_URL: database.url }
    return spawnSync(process.execPath, words, { stdio: "inherit", env }).status !== 0
  })
  await database.stop()
  rmSync(made, { recursive: true, force: true })
  if (failed.length > 0) throw new Error(`${failed.length} of ${files.length} figures failed: ${failed.join(", ")}`)
})
process.exit()
