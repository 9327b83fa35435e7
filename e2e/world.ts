import { randomBytes } from "node:crypto"
import { withDatabase } from "#lib/db/testing.ts"
import { freePort, run, type Running, untilReady } from "./process.ts"

export const owner = { name: "Owner", email: "owner@example.test", password: "correct horse battery staple" }

export interface World {
  url: string
  databaseUrl: string
  /** An owner's API token. */
  token: string
  web: Running
  worker: Running
  /** JSON call as the owner; a status of 400 or more throws with the body. */
  api<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>
  /** Starts the worker anew after it was stopped or killed. */
  startWorker(): Promise<void>
  stop(): Promise<void>
}

/** A built Bongsu (web and worker as processes of their own) on a database of its own. Needs `next build` before. */
export async function startWorld(env: Record<string, string> = {}): Promise<World> {
  const database = await withDatabase()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const token = `bgs_${randomBytes(24).toString("hex")}`
  const settings = {
    NODE_ENV: "production",
    DATABASE_URL: database.url,
    BONGSU_SECRET_KEY: randomBytes(32).toString("base64"),
    BONGSU_BOOTSTRAP_TOKEN: token,
    BONGSU_PUBLIC_URL: url,
    BONGSU_ALLOWED_PRIVATE_CIDRS: "127.0.0.0/8",
    PORT: String(port),
    BONGSU_HOST: "127.0.0.1",
    ...env,
  }
  const role = (name: string) => run(process.execPath, ["--conditions=react-server", `bin/${name}.ts`], settings)
  const web = role("web")
  const world: World = {
    url,
    databaseUrl: database.url,
    token,
    web,
    worker: role("worker"),
    api: (method, path, body) => call(url, token, method, path, body),
    async startWorker() {
      world.worker = role("worker")
    },
    async stop() {
      await Promise.all([world.worker.stop(), web.stop()])
      await database.drop()
    },
  }
  try {
    await untilReady(`${url}/api/readyz`, web)
    // Without an owner every page leads to the first-run setup.
    await world.api("POST", "/api/users", { ...owner, role: "owner" })
  } catch (error) {
    await world.stop()
    throw error
  }
  return world
}

async function call<T>(url: string, token: string, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 1_000)}`)
  return (text ? JSON.parse(text) : undefined) as T
}
