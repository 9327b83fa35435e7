import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs"
import path from "node:path"
import { say } from "./say.ts"
import { TOOLS_FOLDER, type ToolName, findTool } from "./tools.ts"

/** Unpacked, never installed: installing these packages starts services on somebody's machine. */
const UNPACKED: Partial<Record<ToolName, string>> = {
  prometheus: "prometheus",
  promtool: "prometheus",
  node_exporter: "prometheus-node-exporter",
  amtool: "prometheus-alertmanager",
}
const KOREAN_FONT = "fonts-noto-cjk"
const isRoot = process.getuid?.() === 0
const quiet = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }

function runs(command: string, words: string[], cwd?: string): boolean {
  return spawnSync(command, words, { cwd, env: quiet, stdio: "ignore" }).status === 0
}

/** Options that keep apt's lists in our own cache: an ordinary user can't write the system's. */
function ownLists(): string[] {
  const lists = path.join(TOOLS_FOLDER, "apt")
  mkdirSync(path.join(lists, "lists", "partial"), { recursive: true })
  mkdirSync(path.join(lists, "archives", "partial"), { recursive: true })
  return ["-o", `Dir::State::lists=${lists}/lists`, "-o", `Dir::Cache=${lists}`, "-o", "APT::Sandbox::User=root"]
}

function unpack(packages: string[]): void {
  const downloads = path.join(TOOLS_FOLDER, "downloads")
  rmSync(downloads, { recursive: true, force: true })
  mkdirSync(downloads, { recursive: true })
  if (!runs("apt-get", ["-qq", "download", ...packages], downloads)) {
    const lists = ownLists()
    runs("apt-get", ["-qq", ...lists, "update"])
    runs("apt-get", ["-qq", ...lists, "download", ...packages], downloads)
  }
  for (const file of readdirSync(downloads)) runs("dpkg", ["-x", path.join(downloads, file), TOOLS_FOLDER])
  rmSync(downloads, { recursive: true, force: true })
}

function bringChromium(): void {
  if (isRoot && runs("apt-get", ["--version"])) {
    say("installing Chromium from the system's packages")
    if (runs("apt-get", ["-qq", "install", "-y", "--no-install-recommends", "chromium"])) return
    if (runs("apt-get", ["-qq", "update"]) && runs("apt-get", ["-qq", "install", "-y", "--no-install-recommends", "chromium"])) return
  }
  say("asking Playwright for its Chromium")
  runs(process.execPath, ["node_modules/playwright/cli.js", "install", "chromium"])
}

/** Without it Korean pages still work; only screenshots show boxes. */
function bringKoreanFont(): void {
  const has = ["/usr/share/fonts/opentype/noto", "/usr/share/fonts/noto-cjk"].some(
    (folder) => existsSync(folder) && readdirSync(folder).some((file) => /CJK/.test(file)),
  )
  if (!has && isRoot) runs("apt-get", ["-qq", "install", "-y", "--no-install-recommends", KOREAN_FONT])
}

/**
 * Brings what of `wanted` this machine lacks.
 * @returns the names that could not be had
 */
export function bringTools(wanted: ToolName[]): ToolName[] {
  const lacking = wanted.filter((name) => !findTool(name))
  const packages = new Set(lacking.flatMap((name) => UNPACKED[name] ?? []))
  if (packages.size > 0) {
    say(`unpacking ${[...packages].join(", ")} into .cache/tools`)
    unpack([...packages])
  }
  if (lacking.includes("chromium")) bringChromium()
  if (wanted.includes("chromium")) bringKoreanFont()
  return wanted.filter((name) => !findTool(name))
}
