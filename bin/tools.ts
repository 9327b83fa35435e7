import { accessSync, constants, existsSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { chromium } from "playwright"

export type ToolName = "prometheus" | "node_exporter" | "promtool" | "amtool" | "chromium"

/** Where `npm test` unpacks Debian's packages. */
export const TOOLS_FOLDER = fileURLToPath(new URL("../.cache/tools", import.meta.url))

/** The names a program goes by, most likely first: Debian has its own for some. */
const PROGRAMS: Record<ToolName, string[]> = {
  prometheus: ["prometheus"],
  node_exporter: ["node_exporter", "prometheus-node-exporter"],
  promtool: ["promtool"],
  amtool: ["amtool"],
  chromium: ["chromium", "chromium-browser", "google-chrome"],
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The path of a program that tests and benches need, if this machine has it: on PATH, or unpacked by `npm test`. */
export function findTool(name: ToolName): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/bin", path.join(TOOLS_FOLDER, "usr", "bin")]
  const files = PROGRAMS[name].flatMap((program) => folders.filter(Boolean).map((folder) => path.join(folder, program)))
  const found = files.find(isProgram)
  if (found || name !== "chromium") return found
  const own = chromium.executablePath()
  return existsSync(own) ? own : undefined
}

/** As `findTool`. @throws when the machine doesn't have it, naming what brings it */
export function tool(name: ToolName): string {
  const found = findTool(name)
  if (!found) throw new Error(`${name} is not here: \`npm test\` brings it, or install it and put it on PATH`)
  return found
}
