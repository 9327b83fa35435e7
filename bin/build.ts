import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { env } from "#lib/env.ts"
import { keepOneCopy } from "./one-copy.ts"
import { say } from "./say.ts"

/** What goes into the built pages; the rest of the project may change without a new build. */
const SOURCES = ["app", "components", "lib", "public", "messages", "prisma"]
const FILES = [
  "package-lock.json",
  "bin/one-copy.ts",
  "next.config.ts",
  "instrumentation.ts",
  "instrumentation-client.ts",
  "proxy.ts",
  "postcss.config.mjs",
]
const GENERATED = path.join("lib", "db", "generated")
const GENERATED_STAMP = path.join(GENERATED, "bongsu-stamp")

function sourcesHash(): string {
  const hash = createHash("sha256").update(process.version)
  const add = (file: string) => hash.update(`\0${file}\0`).update(readFileSync(file))
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const at = path.join(folder, entry.name)
      if (at === GENERATED || /\.test\.tsx?$/.test(entry.name)) continue
      if (entry.isDirectory()) walk(at)
      else if (entry.isFile()) add(at)
    }
  }
  for (const folder of SOURCES) if (existsSync(folder)) walk(folder)
  for (const file of FILES) if (existsSync(file)) add(file)
  return hash.digest("hex")
}

const stampOf = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : "")

/** The Prisma client from the schema, when that has changed. */
export function ensureGenerated(): void {
  const wanted = createHash("sha256").update(readFileSync("prisma/schema.prisma")).update(readFileSync("package-lock.json")).digest("hex")
  if (stampOf(GENERATED_STAMP) === wanted) return
  say("generating the database client")
  // Generating needs no engine, but Prisma would try to download one unless a program is named.
  const engine = { PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" }
  const done = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
    env: { ...process.env, ...engine },
    encoding: "utf8",
  })
  if (done.status !== 0) throw new Error(`prisma generate failed:\n${done.stdout}${done.stderr}`)
  writeFileSync(GENERATED_STAMP, wanted)
}

/** `next build` into the folder of `BONGSU_DIST_DIR`, when the sources changed since the last complete one. */
export function ensureBuilt(): void {
  ensureGenerated()
  const stamp = path.join(env().distDir, "bongsu-stamp")
  const wanted = sourcesHash()
  if (stampOf(stamp) === wanted) return
  say("building the pages")
  rmSync(stamp, { force: true })
  const started = performance.now()
  const done = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", BONGSU_DIST_DIR: env().distDir },
    stdio: ["ignore", "inherit", "inherit"],
  })
  if (done.status !== 0) throw new Error("next build failed, see above")
  for (const folder of ["chunks", "chunks/ssr"]) keepOneCopy(path.join(env().distDir, "server", folder))
  writeFileSync(stamp, wanted)
  say(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}
