// Runs under whatever Node ≥ 20.19 is on the machine and without node_modules: installs what is missing, then hands over to the
// project's own Node 24, which runs TypeScript as it is.
import { spawn, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"

const ROLES = {
  all: "up",
  web: "web",
  worker: "worker",
  migrate: "migrate",
  test: "test",
  verify: "verify",
  bench: "bench",
  dev: "dev",
  demo: "demo-alone",
}
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const stampFile = path.join(root, "node_modules", ".bongsu-stamp")
const ownNode = path.join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node")

function fail(sentence) {
  process.stderr.write(`bongsu  ${sentence}\n`)
  process.exit(1)
}

function npm(...words) {
  const viaNode = process.env.npm_execpath?.endsWith(".js")
  const command = viaNode ? process.execPath : "npm"
  return spawnSync(command, viaNode ? [process.env.npm_execpath, ...words] : words, { cwd: root, stdio: "inherit" }).status === 0
}

function major(binary) {
  const answer = spawnSync(binary, ["--version"], { encoding: "utf8" })
  return answer.status === 0 ? Number(/^v(\d+)/.exec(answer.stdout)?.[1]) : 0
}

function install() {
  const stamp = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .update(`${process.platform} ${process.arch}`)
    .digest("hex")
  const isCurrent = existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp
  if (!isCurrent) {
    process.stdout.write("bongsu  installing packages (once, and after an update)\n")
    // Development packages too: building and testing need them, whatever NODE_ENV says.
    if (!npm("ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error")) {
      fail("npm ci failed, see above; Bongsu needs the npm registry (or a mirror) once")
    }
  }
  // Where install scripts are switched off, the one that unpacks Node 24 has not run.
  if (major(ownNode) < 24) npm("rebuild", "node", "--ignore-scripts=false", "--loglevel=error")
  if (!isCurrent) writeFileSync(stampFile, stamp)
}

const [role = "all", ...rest] = process.argv.slice(2)
if (!Object.hasOwn(ROLES, role)) fail(`There is no role "${role}": use one of ${Object.keys(ROLES).join(", ")}`)
const [hostMajor, hostMinor] = process.versions.node.split(".").map(Number)
if (hostMajor < 20 || (hostMajor === 20 && hostMinor < 19)) fail(`Node ${process.version} is too old: install Node 20.19 or later`)

install()
const node = major(ownNode) >= 24 ? ownNode : process.execPath
if (major(node) < 24) fail("Node 24 could not be installed from npm (are install scripts switched off?): use Node 24 to start Bongsu")

const child = spawn(
  node,
  ["--conditions=react-server", "--disable-warning=ExperimentalWarning", path.join(root, "bin", `${ROLES[role]}.ts`), ...rest],
  {
    cwd: root,
    // The channel tells the role when this process is gone, even by kill -9.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  },
)
child.on("error", (error) => fail(`${node} can't be started: ${error.message}`))
// Ctrl-C reaches the role by itself too; it takes both as one request.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill("SIGTERM"))
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
