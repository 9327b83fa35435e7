// npm leaves packages for other platforms out of package-lock.json when node_modules is there already or a mirror lacks them, and then
// `npm ci` refuses that file on every machine. This puts them back: `npm run lock` after an `npm install`.
import { readFileSync, writeFileSync } from "node:fs"
import { main, say } from "./say.ts"

interface Locked {
  version?: string
  optional?: boolean
  dev?: boolean
  devOptional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
interface LockFile {
  packages: Record<string, Locked>
}

const SYSTEMS = ["darwin", "linux", "win32", "android", "freebsd", "netbsd", "openbsd", "openharmony", "sunos", "aix"]
const PROCESSORS = ["arm64", "x64", "arm", "ia32", "ppc64", "s390x", "riscv64", "loong64", "mips64el", "wasm32"]

/** Where Node would look for `name` from the package at `from`, innermost first. */
function placesOf(name: string, from: string): string[] {
  const places = [`${from}/node_modules/${name}`]
  for (let at = from; at.includes("/node_modules/");) {
    at = at.slice(0, at.lastIndexOf("/node_modules/"))
    places.push(`${at}/node_modules/${name}`)
  }
  return [...places, `node_modules/${name}`]
}

/** What a package for one platform says about itself, read from its name; nothing for any other package. */
export function platformOf(name: string): Pick<Locked, "os" | "cpu" | "libc"> | undefined {
  const parts = name.split("/").at(-1)?.split(/[-.]/) ?? []
  const os = SYSTEMS.find((system) => parts.includes(system))
  const cpu = PROCESSORS.find((processor) => parts.includes(processor))
  if (!cpu || (!os && cpu !== "wasm32")) return undefined
  const isMusl = parts.some((part) => part.startsWith("musl"))
  const isGnu = parts.some((part) => part.startsWith("gnu"))
  return { cpu: [cpu], ...(os && { os: [os] }), ...(os === "linux" && (isMusl || isGnu) && { libc: [isMusl ? "musl" : "glibc"] }) }
}

/** The entries that `npm ci` would miss. Pure. */
export function missingEntries(lock: LockFile): Record<string, Locked> {
  const missing: Record<string, Locked> = {}
  for (const [from, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      const platform = platformOf(name)
      if (!platform || placesOf(name, from).some((place) => lock.packages[place])) continue
      const { dev, devOptional } = entry
      missing[`node_modules/${name}`] = {
        version: range.replace(/^[\^~]/, ""),
        ...platform,
        ...(dev && { dev }),
        ...(devOptional && { devOptional }),
        optional: true,
      }
    }
  }
  return missing
}

if (import.meta.main) {
  await main(async () => {
    const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as LockFile
    const missing = missingEntries(lock)
    const count = Object.keys(missing).length
    if (count === 0) return say("package-lock.json is complete")
    if (process.argv.includes("--check")) throw new Error(`package-lock.json lacks ${count} packages of other platforms: npm run lock`)
    const sorted = Object.entries({ ...lock.packages, ...missing }).toSorted(([a], [b]) => a.localeCompare(b, "en"))
    lock.packages = Object.fromEntries(sorted)
    writeFileSync("package-lock.json", `${JSON.stringify(lock, undefined, 2)}\n`)
    say(`added ${count} packages of other platforms to package-lock.json`)
  })
}
