import { spawnSync } from "node:child_process"
import { globSync } from "node:fs"
import os from "node:os"
import { bringTools } from "./bring-tools.ts"
import { ensureBuilt } from "./build.ts"
import { main, say } from "./say.ts"

/** `npm run bench` runs every figure, `npm run bench -- panel` those with "panel" in their name. */
await main(async () => {
  const [wanted = ""] = process.argv.slice(2)
  const missing = bringTools(["prometheus", "node_exporter", "chromium"])
  if (missing.length > 0) throw new Error(`The figures need ${missing.join(", ")}, which could not be had`)
  ensureBuilt()
  const [processor] = os.cpus()
  const memory = Math.round(os.totalmem() / 2 ** 30)
  say(`machine: ${os.cpus().length} × ${processor?.model ?? "?"}, ${memory} GiB, ${os.type()} ${os.release()}, Node ${process.version}`)
  const files = globSync("bench/*.bench.ts")
    .filter((file) => file.includes(wanted))
    .toSorted()
  const failed = files.filter((file) => {
    say(file)
    const words = ["--conditions=react-server", "--disable-warning=ExperimentalWarning", file]
    return spawnSync(process.execPath, words, { stdio: "inherit" }).status !== 0
  })
  if (failed.length > 0) throw new Error(`${failed.length} of ${files.length} figures failed: ${failed.join(", ")}`)
})
process.exit()
